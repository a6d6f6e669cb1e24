// npm test: everything. Types, format, lint, dead code, packages, unit tests, and the suites that
// run real engines. Arguments are passed on to Vitest and then only tests are run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installEngines } from './engines.mjs';
import { prepare, root, run } from './prepare.mjs';

prepare();
installEngines();
const bin = (name) => join(root, 'node_modules/.bin', name);
const given = process.argv.slice(2);
// SEED=… npm test replays one schedule of the failover simulator, with its transcript.
if (process.env.SEED && given.length === 0) given.push('packages/ninefold/src/failover/simulation');
if (given.length === 0) {
  run(bin('oxfmt'), ['--check']);
  for (const name of ['resilience', 'service', 'ninefold'])
    run(bin('tsc'), ['-p', join(root, 'packages', name, 'tests')]);
  run(bin('tsc'), ['-p', join(root, 'examples/checkout')]);
  run(bin('oxlint'), ['--type-aware', '--quiet']);
  run(bin('knip'), []);
  for (const name of ['resilience', 'service', 'ninefold']) {
    run(bin('publint'), [join(root, 'packages', name), '--strict']);
    run(bin('attw'), ['--pack', join(root, 'packages', name), '--profile', 'esm-only', '--quiet']);
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'ninefold-test-'));
const totals = { passed: 0, failed: 0, skipped: 0, broken: 0 };

/** Runs Vitest and adds up what it counted; a file that can't even be loaded is broken. */
function test(args) {
  const results = join(scratch, 'results.json');
  const { status } = spawnSync(
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...args],
    { cwd: root, stdio: 'inherit' },
  );
  const counted = JSON.parse(readFileSync(results, 'utf8'));
  totals.passed += counted.numPassedTests;
  totals.failed += counted.numFailedTests;
  totals.skipped += counted.numPendingTests;
  if (status !== 0) totals.broken += 1;
}

try {
  if (given.length > 0) test(given);
  else {
    // One after the other: simulations on both cores would disturb the engines' timing.
    test(['--project', 'unit']);
    test(['--project', 'engines']);
    test(['--project', 'commands', '--maxWorkers', '2']);
    test(['--project', 'clusters', '--maxWorkers', '2']);
  }
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
  // A skipped suite proves nothing, and in CI nobody reads that it was.
  const mustRunAll = process.env.CI === 'true' && given.length === 0;
  process.exitCode = totals.broken > 0 || (mustRunAll && totals.skipped > 0) ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
