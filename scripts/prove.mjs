// npm run prove [-- options]: the main job on the example, from a fresh clone.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { prepare, root } from './prepare.mjs';

prepare();
const given = process.argv.slice(2);
const [contract, ...options] =
  given[0] && !given[0].startsWith('-') ? given : ['examples/checkout', ...given];
const main = join(root, 'packages/ninefold/dist/cli/main.js');
const child = spawn(process.execPath, [main, 'prove', contract, ...options], { stdio: 'inherit' });
// Ctrl-C reaches the child by itself; we wait until it has cleaned up, and end as it did.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('exit', (code) => process.exit(code ?? 3));
