import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock/system-clock.ts';
import type { HttpWorkloadSpec } from '../contract/contract.ts';
import { startWorkload } from './workload.ts';
import type { Workload, WorkloadOptions, WorkloadResult } from './workload.ts';

// The thread runs from dist: `npm run build` first.

const DEADLINE_MS = 10_000;
const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const item of opened.splice(0)) await item.close();
});

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadlineMs = systemClock.monotonicMs() + DEADLINE_MS;
  while (!holds()) {
    if (systemClock.monotonicMs() > deadlineMs) throw new Error(`waited in vain until ${what}`);
    await systemClock.sleep(5);
  }
}

const spec: HttpWorkloadSpec = {
  kind: 'http',
  ratePerSecond: 100,
  arrivals: 'fixed',
  timeoutMs: 300,
  write: {
    method: 'POST',
    path: '/orders',
    headers: {},
    json: { id: '{{id}}' },
    acknowledged: [201],
  },
  read: { method: 'GET', path: '/orders/{{id}}', headers: {}, present: [200], absent: [404] },
};

async function urlOf(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const http = (listener: RequestListener): Promise<string> => urlOf(createHttpServer(listener));
/** A server under HTTP: answers every POST with these bytes, reads with 404. */
const raw = (onPost: (socket: Socket) => void): Promise<string> =>
  urlOf(
    createServer((socket) =>
      socket.on('data', (data) => {
        if (data.toString().startsWith('POST')) onPost(socket);
        else if (data.toString().startsWith('GET')) {
          socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
        }
      }),
    ),
  );

/** An order service that keeps what it acknowledges. */
function orders(): { stored: string[]; listener: RequestListener } {
  const stored: string[] = [];
  return {
    stored,
    listener(request, response) {
      if (request.method === 'GET') {
        const id = request.url?.slice('/orders/'.length) ?? '';
        response.writeHead(stored.includes(id) ? 200 : 404).end();
        return;
      }
      let body = '';
      request.on('data', (data: Buffer) => (body += data.toString()));
      request.on('end', () => {
        stored.push((JSON.parse(body) as { id: string }).id);
        response.writeHead(201, { 'content-type': 'application/json' }).end(body);
      });
    },
  };
}

async function open(options: Partial<WorkloadOptions>): Promise<Workload> {
  const workload = await startWorkload({ spec, baseUrls: [], runId: 'test', seed: 1, ...options });
  opened.push(workload);
  return workload;
}

/** One trial of about so many operations. */
async function trial(workload: Workload, operations: number): Promise<WorkloadResult> {
  await workload.start();
  await until(`${operations} operations are sent`, () => workload.counters().sent >= operations);
  return workload.stop();
}

describe('the workload', () => {
  it('writes what is due, finds it again, and goes on counting through trials', async () => {
    const { stored, listener } = orders();
    const workload = await open({ baseUrls: [await http(listener)] });
    const first = await trial(workload, 30);
    const second = await trial(workload, 30);
    const operations = [...first.operations, ...second.operations];
    expect(operations.every(({ outcome, detail }) => outcome === 'ok' && detail === '201')).toBe(
      true,
    );
    expect(stored.toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
    expect(new Set(stored).size).toBe(stored.length);
    first.operations.forEach(({ dueMs, sentMs, endedMs }, k) => {
      expect(dueMs).toBeCloseTo(first.startMs + k * 10, 6);
      expect(sentMs).toBeGreaterThanOrEqual(dueMs);
      expect(endedMs).toBeGreaterThanOrEqual(sentMs);
      expect(dueMs).toBeLessThanOrEqual(first.endMs);
    });
    const found = await workload.readBack([...stored, 'test-never']);
    expect(stored.every((id) => found.get(id) === 1)).toBe(true);
    expect(found.get('test-never')).toBe(0);
    expect(workload.counters()).toMatchObject({ ok: second.operations.length, inFlight: 0 });
  });

  it('goes on sending on time while the service answers late, and counts from the due time', async () => {
    const workload = await open({
      baseUrls: [
        await http((request, response) => {
          request.resume();
          setTimeout(() => response.writeHead(request.method === 'POST' ? 201 : 404).end(), 150);
        }),
      ],
    });
    const { operations } = await trial(workload, 40);
    expect(operations.every(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(operations.every(({ dueMs, endedMs }) => endedMs - dueMs >= 149)).toBe(true);
    // A closed loop would have sent one operation each 150 ms.
    const spanMs = (operations[39]?.sentMs ?? 0) - (operations[0]?.sentMs ?? 0);
    expect(spanMs).toBeLessThan(1000);
  });

  it.each<[string, (socket: Socket) => void, string, RegExp]>([
    ['garbage', (socket) => socket.write('nonsense\r\n\r\n'), 'unknown', /^invalid HTTP$/],
    ['a cut', (socket) => socket.end(), 'unknown', /^connection closed$/],
    ['a reset', (socket) => socket.resetAndDestroy(), 'unknown', /^ECONNRESET$/],
    ['silence', () => undefined, 'unknown', /^timeout$/],
    ['half a status line', (socket) => socket.write('HTTP/1.1 20'), 'unknown', /^timeout$/],
    [
      'a body that never ends',
      (socket) => {
        socket.write('HTTP/1.1 201 Created\r\ncontent-length: 99999999\r\n\r\n');
        const pour = (): void => {
          while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
        };
        socket.on('drain', pour);
        pour();
      },
      'ok',
      /^201$/,
    ],
    [
      'a body that stops',
      (socket) => socket.write('HTTP/1.1 201 Created\r\ncontent-length: 10\r\n\r\nabc'),
      'ok',
      /^201$/,
    ],
    [
      'headers without end',
      (socket) => {
        // In one piece: 300 writes for each request would keep this process from answering in time.
        const header = `x-many: ${'y'.repeat(100)}\r\n`;
        socket.write(`HTTP/1.1 201 Created\r\n${header.repeat(300)}`);
      },
      'unknown',
      /^endless headers$/,
    ],
  ])('survives %s', async (_what, onPost, outcome, detail) => {
    const workload = await open({ baseUrls: [await raw(onPost)] });
    const { operations } = await trial(workload, 20);
    expect(operations.length).toBeGreaterThanOrEqual(20);
    for (const operation of operations) {
      expect(operation).toMatchObject({ outcome, detail: expect.stringMatching(detail) as string });
      expect(operation.endedMs - operation.sentMs).toBeLessThan(spec.timeoutMs + 500);
    }
  });

  it('fails for certain when nobody listens', async () => {
    const workload = await open({ baseUrls: ['http://127.0.0.1:1'] });
    const { operations } = await trial(workload, 20);
    expect(operations.every(({ outcome }) => outcome === 'failed')).toBe(true);
    expect(new Set(operations.map(({ detail }) => detail))).toEqual(new Set(['ECONNREFUSED']));
  });

  it('goes to the next address when the preferred one refuses, losing nothing', async () => {
    const { stored, listener } = orders();
    const workload = await open({ baseUrls: ['http://127.0.0.1:1', await http(listener)] });
    const { operations } = await trial(workload, 40);
    expect(operations.every(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(stored).toHaveLength(operations.length);
  });

  it('sends no more than it may have in flight, and says so', async () => {
    const workload = await open({ baseUrls: [await raw(() => undefined)], maxInFlight: 5 });
    const { operations, overloaded } = await trial(workload, 20);
    const refused = operations.filter(({ detail }) => detail === 'client overload');
    expect(refused.length).toBeGreaterThanOrEqual(15);
    expect(overloaded).toBe(refused.length);
    expect(refused.every(({ outcome }) => outcome === 'failed')).toBe(true);
  });

  it('reads again what could not be read, and gives up on what never can be', async () => {
    const asked = new Map<string, number>();
    const url = await http((request, response) => {
      const id = request.url ?? '';
      const times = (asked.get(id) ?? 0) + 1;
      asked.set(id, times);
      response.writeHead(id.endsWith('flaky') && times > 3 ? 200 : 503).end();
    });
    const workload = await open({ baseUrls: [url] });
    const found = await workload.readBack(['flaky', 'broken']);
    expect(Object.fromEntries(found)).toEqual({ flaky: 1, broken: 'unreadable' });
    expect(asked.get('/orders/broken')).toBe(8);
  });

  it('ends at once, with requests in flight, and says so to whoever waits', async () => {
    const workload = await open({ baseUrls: [await raw(() => undefined)] });
    await workload.start();
    await until('operations are in flight', () => workload.counters().inFlight > 3);
    const stopping = workload.stop();
    await workload.close();
    await expect(stopping).rejects.toThrow('the workload thread has ended');
    await expect(workload.start()).rejects.toThrow('the workload thread has ended');
  });

  it('refuses a second trial at once, an unsafe run id and a missing address', async () => {
    const workload = await open({ baseUrls: [await http(orders().listener)] });
    await workload.start();
    await expect(workload.start()).rejects.toThrow('a trial is running already');
    await expect(open({ runId: 'a/b', baseUrls: ['http://x'] })).rejects.toThrow(TypeError);
    await expect(open({})).rejects.toThrow(TypeError);
  });
});
