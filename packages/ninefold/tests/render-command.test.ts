import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';

import { targets } from '../src/render/targets.ts';
import { ninefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

const contract = (rto: string): string => `service: ledger
promise: { availability: 99.9%, rto: ${rto}, rpo: 0 }
stores: { ledger: patroni }
`;

it('writes a folder for each host, scripts ready to run, and says which files', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', contract('30s'));
  const { code, stdout, stderr } = await ninefold(scene, [
    'render',
    '--target',
    'patroni',
    '--out',
    'o',
  ]);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toContain('o/ledger-0/etc/patroni/patroni.yml');
  expect(readFileSync(scene.path('o/ledger-0/etc/patroni/patroni.yml'), 'utf8')).toContain(
    'ttl: 2',
  );
  expect(statSync(scene.path('o/ledger-0/etc/patroni/post-bootstrap')).mode & 0o777).toBe(0o755);
  expect(stderr).toContain('PATRONI_SUPERUSER_PASSWORD');
});

it('prints the same files without a folder, and as data', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', contract('30s'));
  const text = await ninefold(scene, ['render', '--target', 'patroni']);
  const json = await ninefold(scene, ['render', '--target', 'patroni', '--json']);
  // oxlint-disable-next-line no-unsafe-type-assertion -- the test reads what the product wrote
  const { files } = JSON.parse(json.stdout) as { files: { path: string; text: string }[] };
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) expect(text.stdout).toContain(`# >>> ${file.path}\n${file.text}`);
});

it('refuses an rto that can not be kept where it stands, and writes nothing', async () => {
  const scene = newScene();
  const path = scene.write('ninefold.yaml', contract('5s'));
  const args = ['render', '--target', 'patroni', '--out', scene.path('o'), path];
  const { code, stdout, stderr } = await ninefold(scene, args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(`${path}:2:38: Patroni can't replace a lost host so soon`);
  expect(stderr).toContain('expected an rto of at least 11s');
  expect(existsSync(scene.path('o'))).toBe(false);
});

it('names the targets it knows, and the nearest', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', contract('30s'));
  const none = await ninefold(scene, ['render']);
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('patroni, haproxy')]);
  const near = await ninefold(scene, ['render', '--target', 'patrony']);
  expect([near.code, near.stderr]).toEqual([2, expect.stringContaining('did you mean patroni?')]);
});

it('is in the help with every target', async () => {
  const { stdout } = await ninefold(newScene(), ['--help']);
  const listed = /--target NAME([^-]*)/.exec(stdout)?.[1] ?? '';
  expect(
    listed
      .split(/,\s+|\s+or\s+|\s+/)
      .filter(Boolean)
      .toSorted(),
  ).toEqual(Object.keys(targets).toSorted());
});
