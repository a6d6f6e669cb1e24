// Makes a fresh clone ready: installs what package-lock.json names, and builds. Both are skipped
// when they are up to date. Uses nothing but Node, since nothing else may be there yet.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a program in the repository, its output shown; ends this process if it fails. */
export function run(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) {
    console.error(`can't run ${file}: ${error.message}`);
    process.exit(3);
  }
  if (status !== 0) process.exit(status ?? 3);
}

export function prepare() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    console.error('Installing the npm packages (once) …');
    // PostgreSQL's package wants an install script only to make links, which Ninefold makes itself.
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  run(join(root, 'node_modules/.bin/tsc'), ['-b']);
}
