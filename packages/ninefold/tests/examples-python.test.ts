import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../src/clock/random.ts';
import { systemClock as clock } from '../src/clock/system-clock.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { openPorts } from '../src/supervisor/ports.ts';
import { bootTopology } from '../src/topology/topology.ts';
import { storeContract } from './contracts.ts';
import { eventually } from './eventually.ts';
import { EXAMPLES, ninefold } from './ninefold-command.ts';
import { readReport } from './proof-report.ts';
import { newScene } from './scene.ts';

const FOLDER = `${EXAMPLES}/checkout-python`;
const WITHIN_MS = 20_000;

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
}

/** One replica, beside a real store, that a test may ask and end as it likes. */
async function withReplica(act: (replica: Replica) => Promise<void>): Promise<void> {
  const parsed = parseContract(storeContract(), 'ninefold.yaml');
  if (!parsed.ok) throw new Error('not a contract');
  const topology = await bootTopology({
    contract: parsed.contract,
    directory: FOLDER,
    linked: false,
    bounded: false,
    clock,
    random: seededRandom(1),
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onFailure: () => undefined,
  });
  const ports = openPorts();
  const agent = new Agent({ keepAlive: true });
  let child: ChildProcess | undefined;
  try {
    const port = await ports.next();
    child = spawn('python3', ['-B', 'server.py'], {
      cwd: FOLDER,
      env: {
        ...process.env,
        PORT: String(port),
        DATABASE_URL: topology.storeUrl('ledger'),
        // Long enough to be seen on a busy machine.
        NOTICE_SECONDS: '3',
      },
      stdio: 'ignore',
    });
    const ask = (method: string, path: string, body?: string): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const asking = request({ port, host: '127.0.0.1', method, path, agent }, (answer) => {
          answer.resume();
          answer.once('end', () => {
            resolve({
              status: answer.statusCode ?? 0,
              connection: answer.headers.connection,
            });
          });
        });
        asking.once('error', reject);
        asking.end(body);
      });
    const ready = (): Promise<number> =>
      ask('GET', '/health/ready').then(
        ({ status }) => status,
        () => 0,
      );
    await eventually('the replica to be ready', WITHIN_MS, async () => (await ready()) === 200);
    await act({ child, port, ask, ready });
  } finally {
    agent.destroy();
    child?.kill('SIGKILL');
    await ports.close();
    await topology.close();
  }
}

interface Replica {
  readonly child: ChildProcess;
  readonly port: number;
  readonly ask: (method: string, path: string, body?: string) => Promise<Answer>;
  /** The status of its ready endpoint; 0 when it can't be reached. */
  readonly ready: () => Promise<number>;
}

describe.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'examples/checkout-python',
  () => {
    // Once more where a busy machine voids the trials: that it can be proved is the claim.
    it('keeps its promise under the same faults as examples/checkout', { retry: 1 }, async () => {
      const scene = newScene();
      const ending = await ninefold(scene, ['prove', FOLDER, '--trials', '1']);
      expect(ending.stdout).toContain('Every promise held in 4 trials of 4 faults');
      expect(ending.code).toBe(0);
      const { verdict } = readReport(scene.path('ninefold-report'));
      expect(verdict).toMatchObject({ ruling: 'kept', voidTrials: 0, brokenTrials: 0 });
      expect(verdict.lost.total).toBe(0);
      expect(scene.leftovers()).toEqual([]);
    });

    it('finds an order that it has stored, once though it was asked twice', async () => {
      await withReplica(async ({ ask }) => {
        const order = JSON.stringify({ id: 'ä "7"' });
        expect((await ask('GET', '/orders/%C3%A4%20%227%22')).status).toBe(404);
        expect((await ask('POST', '/orders', order)).status).toBe(201);
        expect((await ask('POST', '/orders', order)).status).toBe(201);
        expect((await ask('GET', '/orders/%C3%A4%20%227%22')).status).toBe(200);
      });
    });

    it('refuses what is no order', async () => {
      await withReplica(async ({ ask }) => {
        for (const body of ['', '{', '[]', '{"id":7}', '{"id":"\\u0000"}', 'x'.repeat(70_000)]) {
          expect((await ask('POST', '/orders', body)).status).toBe(400);
        }
        expect((await ask('GET', '/other')).status).toBe(404);
      });
    });

    it('on SIGTERM tells clients to leave, answers what is in flight, and ends with 0', async () => {
      await withReplica(async ({ child, port, ask, ready }) => {
        const exited = once(child, 'exit');
        const order = JSON.stringify({ id: 'in flight' });
        const slow = request({
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/orders',
          headers: { 'content-length': order.length },
        });
        const answered = once(slow, 'response') as Promise<[IncomingMessage]>;
        slow.write(order.slice(0, 5));
        child.kill('SIGTERM');
        await eventually('it to be not ready', WITHIN_MS, async () => (await ready()) === 503);
        expect(await ask('GET', '/orders/none')).toEqual({ status: 404, connection: 'close' });
        await eventually('it to accept no more', WITHIN_MS, async () => (await ready()) === 0);
        expect(child.exitCode).toBeNull();
        slow.end(order.slice(5));
        const [answer] = await answered;
        answer.resume();
        expect([answer.statusCode, answer.headers.connection]).toEqual([201, 'close']);
        expect((await exited)[0]).toBe(0);
      });
    });
  },
);
