import { expect, it } from 'vitest';

import { ninefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

interface Doctor {
  readonly complete: boolean;
  readonly mend: string | null;
  readonly findings: readonly {
    readonly name: string;
    readonly state: string;
    readonly detail: string;
  }[];
}

it('says the same to people and to programs, and exits 0 only when nothing is missing', async () => {
  const scene = newScene();
  const [text, json] = [
    await ninefold(scene, ['doctor']),
    await ninefold(scene, ['doctor', '--json']),
  ];
  const report = JSON.parse(json.stdout) as Doctor;
  expect(report.findings.map(({ name }) => name)).toContain('HAProxy');
  for (const { name } of report.findings) expect(text.stdout).toContain(name);
  expect([text.code, json.code]).toEqual(report.complete ? [0, 0] : [3, 3]);
  expect(scene.leftovers()).toEqual([]);
});

it('names one command for what is missing, which is told as missing', async () => {
  // A cache of its own has no Patroni yet.
  const scene = newScene({ ownCache: true });
  const { stdout, code } = await ninefold(scene, ['doctor', '--json']);
  const { complete, mend, findings } = JSON.parse(stdout) as Doctor;
  expect(findings.find(({ name }) => name === 'Patroni')?.state).toBe('missing');
  expect(mend).toContain("install --quiet 'patroni[etcd3]==");
  expect({ complete, code }).toEqual({ complete: false, code: 3 });
});

it('takes nothing but --json', async () => {
  const { code, stderr } = await ninefold(newScene(), ['doctor', '--fix']);
  expect(code).toBe(2);
  expect(stderr).toContain('has no option "--fix"');
});
