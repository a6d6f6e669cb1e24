import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';

import { ordersContract } from './contracts.ts';
import { type Ending, ninefold } from './ninefold-command.ts';
import { type Scene, newScene } from './scene.ts';

let scene: Scene;

async function refused(args: readonly string[]): Promise<Ending> {
  const ending = await ninefold(scene, args);
  expect(ending.code).toBe(2);
  expect(ending.stdout).toBe('');
  // A message for people, not a stack.
  expect(ending.stderr).toMatch(/^ninefold: /);
  expect(ending.stderr).not.toMatch(/\n {4}at /);
  return ending;
}

afterEach(() => {
  // Nothing was started: no run directory, and no folder for reports either.
  expect(scene.leftovers()).toEqual([]);
  expect(existsSync(scene.path('ninefold-report'))).toBe(false);
});

it('tells every mistake of a contract at once, each with its place, its text and what would be right', async () => {
  scene = newScene();
  const path = scene.write(
    'ninefold.yaml',
    `service: checkout
promise: { availability: 99.95%, rto: 10 sconds }
app: { run: [node, server.js], replica: 3 }
stores: { orders: postgresql }
proof:
  faults: [kil app, "kill app[7]"]
`,
  );
  const { stderr } = await refused(['prove', path]);
  expect(stderr).toContain(`mistakes in ${path}`);
  for (const place of [':2:39', ':3:32', ':4:19', ':6:12', ':6:27']) {
    expect(stderr).toContain(`${path}${place}`);
  }
  expect(stderr).toContain('10 sconds');
  expect(stderr).toMatch(/replica\b[^]*replicas/);
  expect(stderr).toMatch(/postgresql[^]*postgres/);
  expect(stderr).toMatch(/kil[^]*kill/);
});

it('says so when there is no contract, and who writes one', async () => {
  scene = newScene();
  expect((await refused(['prove'])).stderr).toMatch(
    /ninefold\.yaml: there is no such file; ninefold init/,
  );
  expect((await refused(['up', 'nowhere.yaml'])).stderr).toContain('nowhere.yaml');
});

it('takes a folder for the contract in it', async () => {
  scene = newScene();
  mkdirSync(scene.path('service'));
  expect((await refused(['prove', 'service'])).stderr).toContain('service/ninefold.yaml');
});

it('refuses what is no contract at all', async () => {
  scene = newScene();
  for (const text of ['', '[]', 'service: [', '\u0000\u0001\u0002', '&a [*a]', '{{{{']) {
    const { stderr } = await refused(['prove', scene.write('ninefold.yaml', text)]);
    expect(stderr).toMatch(/ninefold\.yaml:\d+:\d+/);
  }
});

it('names the nearest command and the nearest option', async () => {
  scene = newScene();
  expect((await refused(['prov'])).stderr).toContain('did you mean prove?');
  expect((await refused(['prove', '--trails', '3'])).stderr).toContain('did you mean --trials?');
  expect((await refused(['up', '--jsn'])).stderr).toContain('did you mean --json?');
});

it('refuses a count, a seed, a fault or an argument that is none', async () => {
  scene = newScene();
  scene.write('ninefold.yaml', ordersContract());
  expect((await refused(['prove', '--trials', '0'])).stderr).toContain('whole number from 1');
  expect((await refused(['prove', '--seed', 'abc'])).stderr).toContain('"abc"');
  expect((await refused(['prove', '--fault', 'kil app'])).stderr).toContain('kil app');
  expect((await refused(['prove', 'a', 'b'])).stderr).toContain('"b"');
});

it('refuses a fault on the command line that breaks what the contract has not', async () => {
  scene = newScene();
  scene.write('ninefold.yaml', ordersContract());
  const { stderr } = await refused(['prove', '--fault', 'kill app[7]']);
  expect(stderr).toContain('app[7]');
});

it('writes a contract with init that prove understands, and never writes over one', async () => {
  scene = newScene();
  const { code, stdout } = await ninefold(scene, ['init']);
  expect(code).toBe(0);
  expect(stdout).toContain('Wrote ninefold.yaml');
  const written = readFileSync(scene.path('ninefold.yaml'), 'utf8');
  expect(written).toMatch(/^#/m);
  expect((await refused(['init'])).stderr).toContain('exists already; nothing was written');
  expect(readFileSync(scene.path('ninefold.yaml'), 'utf8')).toBe(written);
  expect(readdirSync(scene.folder)).toEqual(['ninefold.yaml']);
  // It is understood: the one thing wrong is a fault of ours.
  const { stderr } = await refused(['prove', '--fault', 'nonsense']);
  expect(stderr).not.toContain('ninefold.yaml');
});

it('shows how it is used when it is asked, and when it is given nothing', async () => {
  scene = newScene();
  const help = await ninefold(scene, ['--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('ninefold prove [contract]');
  expect((await ninefold(scene, [])).code).toBe(2);
  expect((await ninefold(scene, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
