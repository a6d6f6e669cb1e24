// Time and memory of `ninefold audit`, and of peers that are there, over the same synthetic files.
//   node bench/audit/run.mjs [--peers]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { writeManifests } from './manifests.mjs';

const ninefold = fileURLToPath(
  new URL('../../packages/ninefold/dist/cli/main.js', import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), 'ninefold-audit-'));

/** Seconds, CPU seconds and MiB at the peak, as GNU time says; and how many findings. */
function measure(program, args, count) {
  const { stdout, stderr } = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', program, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const [wall, user, system, kib] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wall, cpu: user + system, mib: kib / 1024, found: count(stdout) };
}

function show(name, { wall, cpu, mib, found }) {
  console.log(
    `${name.padEnd(28)} ${wall.toFixed(2)} s  cpu ${cpu.toFixed(2)} s  ${mib.toFixed(0)} MiB  ${found} findings`,
  );
}

const audit = (path) =>
  measure(
    process.execPath,
    [ninefold, 'audit', path, '--json'],
    (text) => JSON.parse(text).findings.length,
  );

try {
  for (const count of [1250, 2500, 5000, 10_000]) {
    const path = join(folder, String(count));
    const bytes = writeManifests(path, count);
    show(`${count} files, ${(bytes / 1e6).toFixed(0)} MB`, audit(path));
  }
  const large = join(folder, 'large.yaml');
  const file = openSync(large, 'w');
  const megabyte = 'a: b\n'.repeat(200_000);
  for (let i = 0; i < 300; i += 1) writeSync(file, megabyte);
  closeSync(file);
  const refused = spawnSync(process.execPath, [ninefold, 'audit', large], { encoding: 'utf8' });
  console.log(
    `300 MB in one file: exit ${refused.status}, ${refused.stdout.split('\n')[0]?.replace(folder, '')}`,
  );
  if (process.argv.includes('--peers')) {
    const path = join(folder, '1250');
    const peers = [
      [
        'kube-score',
        'sh',
        ['-c', `kube-score score -o json ${path}/*.yaml`],
        (text) =>
          JSON.parse(text)
            .flatMap(({ checks }) => checks)
            .filter(({ grade, skipped }) => grade < 10 && !skipped).length,
      ],
      [
        'kube-linter',
        'kube-linter',
        ['lint', '--format', 'json', path],
        (text) => JSON.parse(text).Reports.length,
      ],
      [
        'polaris',
        'polaris',
        ['audit', '--audit-path', path, '--format', 'json'],
        (text) => (text.match(/"Success":false/g) ?? []).length,
      ],
      [
        'checkov',
        'checkov',
        ['-d', path, '--framework', 'kubernetes', '-o', 'json', '--compact', '--quiet'],
        (text) => JSON.parse(text).summary.failed,
      ],
    ];
    for (const [
      name,
      program,
      args,
      found,
    ] of /** @type {[string, string, string[], (text: string) => number][]} */ (peers)) {
      if (spawnSync('which', [name]).status === 0)
        show(`${name}, 1250 files`, measure(program, args, found));
      else console.log(`${name}: not on this machine`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
