// Audits each folder of a corpus and draws findings at random, to be judged by a person: two of each rule,
// the rest from all. The same seed draws the same from the same findings; not the 220 in docs/audit.md, which
// were drawn with another shuffle.
//   node bench/audit/sample.mjs CORPUS [SEED [COUNT]]
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ninefold = fileURLToPath(
  new URL('../../packages/ninefold/dist/cli/main.js', import.meta.url),
);
const [corpus = '', seed = '20261124', count = '220'] = process.argv.slice(2);
const wanted = Number(count);

/** Mulberry32. */
function randomOf(state) {
  let at = state | 0;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = randomOf(Number(seed));
const shuffled = (list) =>
  list
    .map((one) => [random(), one])
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);

const byRule = new Map();
for (const folder of readdirSync(corpus).toSorted()) {
  const { stdout, status } = spawnSync(
    process.execPath,
    [ninefold, 'audit', join(corpus, folder), '--json'],
    { encoding: 'utf8', maxBuffer: 2 ** 30 },
  );
  if (!stdout.startsWith('{')) {
    console.log(`${folder}: exit ${status}, nothing known in it`);
    continue;
  }
  const { findings, unread, parts } = JSON.parse(stdout);
  console.log(
    `${folder}: ${parts} documents, ${findings.length} findings, ${unread.length} unread`,
  );
  for (const one of findings) byRule.set(one.rule, [...(byRule.get(one.rule) ?? []), one]);
}
const lists = [...byRule]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([, list]) => shuffled(list));
const drawn = [
  ...lists.flatMap((list) => list.slice(0, 2)),
  ...shuffled(lists.flatMap((list) => list.slice(2))),
].slice(0, wanted);
console.log(`seed ${seed}: ${drawn.length} findings of ${byRule.size} rules`);
for (const { rule, severity, place, message, why } of drawn) {
  console.log(`${rule} ${severity} ${place.file}:${place.line}\n    ${message}\n    ${why}`);
}
