// `ninefold audit` of folders with a kustomization, with a program that gives what Kustomize 5.7.1 gave.
import { chmodSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

import { type Ending, ninefold } from './ninefold-command.ts';
import { type Scene, newScene } from './scene.ts';

const folder = fileURLToPath(new URL('audit-kustomize', import.meta.url));

/** Answers as `kustomize build FOLDER` did for the overlay, told where that is by FOLDER itself. */
const recorded = `#!${process.execPath}
const { readFileSync } = require('node:fs');
const [command, outer] = process.argv.slice(2);
const { resources, buildMetadata } = JSON.parse(readFileSync(outer + '/kustomization.yaml', 'utf8'));
if (command !== 'build' || buildMetadata[0] !== 'originAnnotations') process.exit(9);
process.stderr.write('GIT_ALLOW_PROTOCOL ' + process.env.GIT_ALLOW_PROTOCOL + '\\n');
const text = readFileSync(${JSON.stringify(`${folder}/recorded.yaml`)}, 'utf8');
process.stdout.write(text.replaceAll('FOLDER', resources[0].replace(/\\/overlay$/, '')));
`;

/** A scene with the folder `app`, and a PATH with nothing but that program, or nothing. */
function sceneWith(program?: string): { scene: Scene; environment: Record<string, string> } {
  const scene = newScene();
  cpSync(`${folder}/app`, `${scene.folder}/app`, { recursive: true });
  mkdirSync(`${scene.folder}/bin`);
  if (program !== undefined) chmodSync(scene.write('bin/kustomize', program), 0o755);
  return { scene, environment: { PATH: `${scene.folder}/bin` } };
}

async function auditApp(
  { scene, environment }: ReturnType<typeof sceneWith>,
  ...args: readonly string[]
): Promise<Ending> {
  return ninefold(scene, ['audit', 'app', ...args], { environment });
}

it('reads what the overlay comes to, once', async () => {
  const { code, stdout } = await auditApp(sceneWith(recorded));
  expect(code).toBe(1);
  // The base says 3 replicas and the overlay 2: only with those does the budget block.
  expect(stdout).toContain('2 replicas, minAvailable 2: no node can ever be drained');
  expect(stdout).not.toContain('3 pods of Deployment web');
  expect(stdout).toMatch(/in 4 documents$/m);
  expect(stdout.match(/PG03/g)).toHaveLength(1);
});

it('places a value where it stands in a file, else at the build and its field', async () => {
  const { stdout } = await auditApp(sceneWith(recorded));
  expect(stdout).toContain('app/base/web.yaml:12:18: medium K66');
  expect(stdout).toContain(
    'app/overlay (kustomize build) shop/ConfigMap/patroni-kcgdm66gbh data["patroni.yml"]:2:26: critical PG03',
  );
});

it('keeps the ignores of the files that objects are from', async () => {
  const given = sceneWith(recorded);
  const path = 'app/base/web.yaml';
  const text = readFileSync(`${given.scene.folder}/${path}`, 'utf8');
  given.scene.write(path, text.replace(/latest$/m, '$& # ninefold-ignore K66: a trial'));
  const { stdout } = await auditApp(given);
  expect(stdout).toContain('1 ignored');
  expect(stdout).not.toContain('K66');
});

it('reads the files as they are where there is no program, without the patches', async () => {
  const { code, stdout, stderr } = await auditApp(sceneWith());
  expect(code).toBe(1);
  expect(stderr).toContain(
    'neither kustomize nor kubectl is on PATH: files of app/overlay are read as they are, without patches',
  );
  expect(stdout).toContain('the 3 pods of Deployment web');
  expect(stdout).toContain('app/overlay/patroni.yml:2:26: critical PG03');
  expect(stdout).not.toContain('fewer.yaml');
});

it('tells what the program said when it can not build', async () => {
  const fails = `#!/bin/sh\necho "Error: accumulating resources: no such file" >&2\nexit 1\n`;
  const { code, stdout } = await auditApp(sceneWith(fails));
  expect(code).toBe(2);
  expect(stdout).toContain('app/overlay/kustomization.yaml:1:1: unread');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('accumulating resources: no such file');
});

it('fetches nothing', async () => {
  const given = sceneWith(recorded);
  given.scene.write(
    'app/overlay/kustomization.yaml',
    'resources: [../base, https://example.org/base]\n',
  );
  const { stdout, stderr } = await auditApp(given);
  expect(stderr).toContain(
    'app/overlay refers to https://example.org/base, and nothing is fetched',
  );
  expect(stdout).toContain('the 3 pods of Deployment web');
});
