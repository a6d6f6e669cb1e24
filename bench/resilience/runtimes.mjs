// The package as built in other runtimes: DENO=/path BUN=/path node bench/resilience/runtimes.mjs
// Chromium and Node's workers are in npm test (packages/resilience/tests/runtimes.test.ts).
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const claims = join(import.meta.dirname, '../../packages/resilience/tests/in-any-runtime.mjs');
const script = `console.log(JSON.stringify(await (await import(${JSON.stringify(claims)})).verdicts()))`;
const runtimes = {
  node: [process.execPath, ['--input-type=module', '-']],
  // With leave to read files, and no more: the environment is not to be asked for.
  deno: [process.env.DENO, ['run', '--no-prompt', '--allow-read', '-']],
  bun: [process.env.BUN, ['run', '-']],
};

console.log('| runtime | version | claims held | |\n|---|---|---|---|');
for (const [name, [path, args]] of Object.entries(runtimes)) {
  if (!path) {
    console.log(`| ${name} | | | not run: say where it is in ${name.toUpperCase()} |`);
    continue;
  }
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).split('\n')[0];
  const verdicts = JSON.parse(execFileSync(path, args, { encoding: 'utf8', input: script }));
  const wrong = Object.entries(verdicts).filter(([, why]) => why !== null);
  const held = Object.keys(verdicts).length - wrong.length;
  console.log(`| ${name} | ${version} | ${held} of ${Object.keys(verdicts).length} | |`);
  for (const [claim, why] of wrong) console.log(`\n${claim}: ${why}`);
  if (wrong.length > 0) process.exitCode = 1;
}
