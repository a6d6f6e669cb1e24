// What each checker that is on this machine says to the files in bench/audit/peers.
//   node bench/audit/peers.mjs
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('peers', import.meta.url));
const ninefold = fileURLToPath(
  new URL('../../packages/ninefold/dist/cli/main.js', import.meta.url),
);

/** Which program reads which files, and how; the lines that are about a budget or a probe. */
const about = /disruption|probe/i;
/** @type {[RegExp, string, (file: string) => string[], RegExp][]} */
const peers = [
  [
    /./,
    process.execPath,
    (file) => [ninefold, 'audit', file, '--severity', 'low'],
    /^\S+:\d+:\d+: /,
  ],
  [/\.yaml$/, 'kube-score', (file) => ['score', '-o', 'ci', file], about],
  [
    /\.yaml$/,
    'checkov',
    (file) => ['-f', file, '--compact', '--quiet', '--framework', 'kubernetes'],
    about,
  ],
  [/\.yaml$/, 'kube-linter', (file) => ['lint', file], about],
  [/\.yaml$/, 'polaris', (file) => ['audit', '--audit-path', file, '--format', 'pretty'], about],
  [/^alerts/, 'promtool', (file) => ['check', 'rules', '--lint=all', file], /./],
  [/^haproxy/, 'haproxy', (file) => ['-c', '-f', file], /./],
  [/^patroni/, 'patroni', (file) => ['--validate-config', file], /./],
];

for (const name of readdirSync(folder).toSorted()) {
  console.log(`\n${name}`);
  for (const [files, program, argumentsFor, lines] of peers) {
    if (!files.test(name)) continue;
    const title = program === process.execPath ? 'ninefold' : program;
    const { error, stdout, stderr, status } = spawnSync(program, argumentsFor(join(folder, name)), {
      encoding: 'utf8',
      timeout: 300_000,
    });
    if (error !== undefined) {
      console.log(`  ${title}: not on this machine`);
      continue;
    }
    const said = `${stdout}\n${stderr}`.split('\n').filter((line) => lines.test(line));
    console.log(
      `  ${title}: exit ${status}${said.map((line) => `\n    ${line.replace(folder, '')}`).join('')}`,
    );
  }
}
