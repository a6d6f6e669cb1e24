import { connect } from 'node:net';
import { expect, it } from 'vitest';

import { ordersContract } from './contracts.ts';
import { eventually } from './eventually.ts';
import { type RunningCommand, startNinefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { type Scene, newScene } from './scene.ts';

interface Up {
  readonly service: string;
  readonly urls: readonly string[];
  readonly members: readonly {
    readonly name: string;
    readonly pid: number;
    readonly log: string;
  }[];
}

it('serves at the address it prints, fails over for real, and ends on SIGTERM with nothing left', async () => {
  const scene = newScene();
  const { command, up } = await start(scene);
  const [url = ''] = up.urls;
  expect(up.members.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['balancer', 'app[0]', 'app[2]', 'orders[0]', 'orders[2]']),
  );
  expect(await write(url, 'before')).toBe(201);

  const { pid: primary } = up.members.find(({ name }) => name === 'orders[0]') ?? { pid: 0 };
  process.kill(primary, 'SIGKILL');
  await eventually('a write to succeed again', 10_000, async () => {
    return (await write(url, 'after').catch(() => 0)) === 201;
  });
  const promoted = await eventually('another primary to be told of', 10_000, () =>
    events(command).find(({ kind, member }) => kind === 'promoted' && member !== 'orders[0]'),
  );
  expect(promoted.member).toMatch(/^orders\[[12]\]$/);
  expect(await read(url, 'before')).toBe(200);
  await eventually('the old primary to be a standby again', 30_000, () =>
    events(command).some(({ kind, member }) => kind === 'rejoined' && member === 'orders[0]'),
  );

  command.child.kill('SIGTERM');
  const { code, stderr } = await command.ended;
  expect(stderr).not.toContain('error');
  expect(code).toBe(0);
  expect(scene.leftovers()).toEqual([]);
  await expect(listens(Number(new URL(url).port))).resolves.toBe(false);
});

it('prints the address and each member for people, and ends on Ctrl-C', async () => {
  const scene = newScene();
  const command = startNinefold(scene, ['up', scene.write('ninefold.yaml', ordersContract())]);
  await eventually(
    'it to be up',
    60_000,
    () => command.stdout().includes('Ctrl-C ends all'),
    () => command.stderr(),
  );
  expect(command.stdout()).toMatch(/orders is up at http:\/\/127\.0\.0\.1:\d+/);
  expect(command.stdout()).toMatch(/orders\[1\] {2}pid \d+ {2}log \S+orders\[1\]\.log/);
  // No secret is shown: the store's URL holds a password.
  expect(command.stdout() + command.stderr()).not.toContain('postgres://');
  command.child.kill('SIGINT');
  expect((await command.ended).code).toBe(0);
  expect(scene.leftovers()).toEqual([]);
});

it('gives a run a new keeper when its keeper is killed alone, and ends with nothing left', async () => {
  const scene = newScene();
  const { command, up } = await start(scene);
  const keeper = keeperOf(scene);
  process.kill(keeper, 'SIGKILL');
  const next = await eventually('another keeper', 5_000, () => {
    const found = keeperOf(scene);
    return found !== 0 && found !== keeper && found;
  });
  expect(await write(up.urls[0] ?? '', 'still-up')).toBe(201);
  // It does its work like the first one: nothing survives its run.
  command.child.kill('SIGKILL');
  await command.ended;
  await untilNothingIsLeft(scene, 10_000);
  expect(next).toBeGreaterThan(0);
});

it('cleans up in the next run after a run and its keeper were killed at once', async () => {
  const scene = newScene();
  const { command } = await start(scene);
  process.kill(keeperOf(scene), 'SIGSTOP');
  command.child.kill('SIGKILL');
  process.kill(keeperOf(scene), 'SIGKILL');
  await command.ended;
  expect(scene.leftovers()).not.toEqual([]);
  const { command: next } = await start(scene);
  next.child.kill('SIGTERM');
  expect((await next.ended).code).toBe(0);
  await untilNothingIsLeft(scene, 5_000);
});

async function start(scene: Scene): Promise<{ command: RunningCommand; up: Up }> {
  scene.write('ninefold.yaml', ordersContract());
  const command = startNinefold(scene, ['up', '--json']);
  const line = await eventually(
    'ninefold up to say that it is up',
    60_000,
    () => command.stdout().includes('\n') && command.stdout(),
    () => command.stderr(),
  );
  return { command, up: JSON.parse(line) as Up };
}

function keeperOf(scene: Scene): number {
  const line = scene.leftovers().find((one) => one.includes('supervisor/keeper.js'));
  return Number(/process (\d+)/.exec(line ?? '')?.[1] ?? 0);
}

function events(command: RunningCommand): { kind: string; member?: string }[] {
  return command
    .stderr()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { kind: string; member?: string });
}

async function write(url: string, id: string): Promise<number> {
  const response = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${id}"` },
    body: JSON.stringify({ id }),
    signal: AbortSignal.timeout(5_000),
  });
  return response.status;
}

async function read(url: string, id: string): Promise<number> {
  return (await fetch(`${url}/orders/${id}`, { signal: AbortSignal.timeout(5_000) })).status;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
