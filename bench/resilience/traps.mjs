// Runs the trap scripts of packages/resilience on each library and writes bench/PEERS.md.
// node bench/resilience/traps.mjs  (after npm run build)
import { readFile, writeFile } from 'node:fs/promises';
import { traps } from '../../packages/resilience/dist/traps.test.scripts.js';
import { cockatielSubject, ninefold, opossumSubject, ours } from './peers.mjs';

// Throwing listeners and predicates are part of the traps: keep them off the screen.
ours.onProblem(() => {});
process.on('warning', () => {});

const subjects = [ninefold, cockatielSubject, opossumSubject];
const rows = [];
for (const trap of traps) {
  const cells = [];
  for (const subject of subjects) {
    let escaped;
    const onEscape = (error) => {
      escaped = error;
    };
    process.on('uncaughtException', onEscape);
    let finding;
    try {
      finding = await trap.run(subject);
    } catch (error) {
      finding = { held: false, saw: `threw ${error?.message}` };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('uncaughtException', onEscape);
    if (escaped !== undefined)
      finding = { held: false, saw: `${finding?.saw}; uncaught: ${escaped?.message}` };
    cells.push(
      finding === undefined
        ? 'has no such thing'
        : `${finding.held ? 'yes' : '**no**'}: ${finding.saw}`,
    );
  }
  rows.push(`| ${trap.name} | ${cells.join(' | ')} |`);
}

async function versionOf(name) {
  const path = new URL(import.meta.resolve(name));
  const root = path.pathname.slice(0, path.pathname.lastIndexOf(`/${name}/`) + name.length + 2);
  return JSON.parse(await readFile(`${root}package.json`, 'utf8')).version;
}

const text = `# What happens in each trap

Written by \`node bench/resilience/traps.mjs\` on Node ${process.versions.node}, with the same
scripts for all (packages/resilience/src/traps.test.scripts.ts): cockatiel ${await versionOf('cockatiel')}, opossum ${await versionOf('opossum')}.
"yes" means the claim on the left held.

| claim | @ninefold/resilience | cockatiel | opossum |
|---|---|---|---|
${rows.join('\n')}

Notes
- opossum opens by a percentage of failures: it is set to 1 % of at least as many calls as the script
  wants failures. It has no queue, no retry, and no cancellation of one call by its caller.
- In the half-open race cockatiel's other 99 calls wait for the probe, and run when it succeeds.
- A retry inside a retry multiplies in cockatiel by design; its documentation does not promise else.
- A call that calls its own bulkhead is given its context as \`parent\` here. cockatiel has no such
  thing to give, so the inner call waits for the slot its own caller holds.
`;
await writeFile(new URL('../PEERS.md', import.meta.url), text);
console.log(rows.join('\n'));
process.exit();
