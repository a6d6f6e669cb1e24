import { once } from 'node:events';
import { createServer, request, type RequestListener, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

import type { Clock } from '../../clock/clock.ts';
import { systemClock } from '../../clock/system-clock.ts';
import { startBalancer, type RunningBalancer } from './balancer.ts';
import type {
  BalancerEvent,
  BalancerPolicy,
  EventCounts,
  HttpLimits,
  SliConfig,
} from './message.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface Balanced {
  balancer: RunningBalancer;
  port: number;
  events: BalancerEvent[];
  /** Resolves when an event of the kind (about that member) was seen. */
  readonly seen: (kind: BalancerEvent['kind'], id?: string) => Promise<void>;
}

interface Options {
  limits?: Partial<HttpLimits>;
  attemptTimeoutMs?: number;
  checkEveryMs?: number;
  maxConnectionsPerReplica?: number;
  policy?: BalancerPolicy;
  sli?: SliConfig;
  clock?: Clock;
  /** Replicas that are not expected to be admitted. */
  dead?: readonly number[];
}

async function balance(ports: readonly number[], options: Options = {}): Promise<Balanced> {
  const events: BalancerEvent[] = [];
  const waiters = new Set<() => void>();
  const all = [...ports, ...(options.dead ?? [])];
  const balancer = await startBalancer(
    {
      http: {
        spec: {
          engine: 'embedded',
          hosts: [],
          interface: 'eth0',
          port: 0,
          checkEveryMs: options.checkEveryMs ?? 30,
          attemptTimeoutMs: options.attemptTimeoutMs ?? 2000,
          maxAttempts: 3,
          maxConnectionsPerReplica: options.maxConnectionsPerReplica ?? 16,
        },
        policy: options.policy ?? 'least-loaded',
        readyPath: '/ready',
        ...(options.sli === undefined ? {} : { sli: options.sli }),
        replicas: all.map((port, i) => ({ id: `app[${i}]`, host: '127.0.0.1', port })),
        limits: { checkTimeoutMs: 1000, ...options.limits },
      },
      stores: [],
    },
    (event) => {
      events.push(event);
      for (const waiter of waiters) waiter();
    },
    options.clock,
  );
  cleanups.push(() => balancer.close());
  const seen = (kind: string, id?: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error(`no ${kind} of ${id}`)), 4000);
      const look = (): void => {
        const found = events.some(
          (event) =>
            event.kind === kind && (id === undefined || ('id' in event && event.id === id)),
        );
        if (!found) return;
        waiters.delete(look);
        clearTimeout(deadline);
        resolve();
      };
      waiters.add(look);
      look();
    });
  for (let i = 0; i < ports.length; i++) await seen('admitted', `app[${i}]`);
  return { balancer, port: balancer.httpPort, events, seen };
}

/** A replica that is ready, and answers everything else by the listener. */
async function replica(
  listener: RequestListener,
  port = 0,
): Promise<{ port: number; server: Server }> {
  const server = createServer((incoming, response) => {
    if (incoming.url === '/ready') response.end();
    else listener(incoming, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, server };
}

/** A replica that is ready, and answers everything else with bytes of its own. */
async function rawReplica(misbehave: (socket: Socket) => void): Promise<number> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (piece) => {
      if (piece.toString().startsWith('GET /ready ')) {
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      } else misbehave(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function ask(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        agent: false,
        method: options.method ?? 'GET',
        path: options.path ?? '/',
        headers: options.headers,
      },
      (response) => {
        let body = '';
        response.setEncoding('latin1');
        response.on('data', (piece: string) => (body += piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

/** What the balancer answers to bytes, until it closes. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('error', () => {});
  socket.on('data', (piece) => (text += piece.toString('latin1')));
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  return text;
}

const named =
  (name: string): RequestListener =>
  (_request, response) =>
    void response.end(name);

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const { port, server } = await replica(named(''));
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the HTTP side', () => {
  it('passes method, target, fields and body, and the answer back', async () => {
    const { port } = await replica((incoming, response) => {
      let body = '';
      incoming.setEncoding('latin1');
      incoming.on('data', (piece: string) => (body += piece));
      incoming.on('end', () => {
        response.writeHead(201, { 'X-Reply': 'yes', 'Set-Cookie': ['a=1', 'b=2'] });
        response.end(
          JSON.stringify({ method: incoming.method, url: incoming.url, h: incoming.headers, body }),
        );
      });
    });
    const { port: front } = await balance([port]);
    const answer = await ask(front, {
      method: 'POST',
      path: '/a?b=%20',
      headers: { Host: 'shop', 'X-Ask': 'é', Connection: 'X-Drop', 'X-Drop': '1' },
      body: 'héllo',
    });
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'x-reply': 'yes', 'set-cookie': ['a=1', 'b=2'] },
    });
    const got = JSON.parse(Buffer.from(answer.body, 'latin1').toString()) as {
      h: Record<string, string>;
    };
    expect(got).toMatchObject({
      method: 'POST',
      url: '/a?b=%20',
      body: Buffer.from('héllo').toString('latin1'),
    });
    expect(got.h).toMatchObject({
      host: 'shop',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'shop',
    });
    expect(got.h['x-drop']).toBeUndefined();
  });

  it('streams bodies larger than it keeps, with and without a length, both ways', async () => {
    const { port } = await replica((incoming, response) => void incoming.pipe(response));
    const { port: front } = await balance([port], { limits: { maxReplayBytes: 1000 } });
    const body = 'x'.repeat(300_000);
    expect((await ask(front, { method: 'PUT', body })).body).toBe(body);
    const chunked = { 'Transfer-Encoding': 'chunked' };
    expect((await ask(front, { method: 'POST', headers: chunked, body })).body).toBe(body);
    expect((await ask(front, { method: 'POST', headers: chunked, body: 'xy' })).body).toBe('xy');
  });

  it('answers HEAD, 204 and 304 without a body', async () => {
    const { port } = await replica((incoming, response) => {
      if (incoming.method === 'HEAD') response.writeHead(200, { 'Content-Length': 5 }).end();
      else response.writeHead(Number(incoming.url!.slice(1))).end();
    });
    const { port: front } = await balance([port]);
    expect(await ask(front, { method: 'HEAD' })).toMatchObject({
      status: 200,
      headers: { 'content-length': '5' },
      body: '',
    });
    for (const status of [204, 304]) {
      expect(await ask(front, { path: `/${status}` })).toMatchObject({ status, body: '' });
    }
  });

  it('passes the head on before there is a body', async () => {
    const { port } = await replica((_request, response) => response.flushHeaders());
    const { port: front } = await balance([port]);
    const outgoing = request({ host: '127.0.0.1', port: front, agent: false });
    outgoing.on('error', () => {});
    outgoing.end();
    const [response] = (await once(outgoing, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(200);
    outgoing.destroy();
  });

  it('spreads requests over the replicas', async () => {
    const { port: a } = await replica(named('a'));
    const { port: b } = await replica(named('b'));
    const { port: front } = await balance([a, b]);
    const bodies = await Promise.all([1, 2, 3, 4].map(async () => (await ask(front)).body));
    expect(bodies.toSorted()).toEqual(['a', 'a', 'b', 'b']);
  });

  it('leads all to the primary, and to the backup when the primary is gone', async () => {
    const { port: a, server } = await replica(named('a'));
    const { port: b } = await replica(named('b'));
    const { port: front } = await balance([a, b], { policy: 'primary-backup' });
    for (let i = 0; i < 4; i++) expect((await ask(front)).body).toBe('a');
    server.closeAllConnections();
    server.close();
    for (let i = 0; i < 4; i++) expect((await ask(front)).body).toBe('b');
  });
});

describe('retries', () => {
  const drop: RequestListener = (incoming) => incoming.socket.resetAndDestroy();

  it('repeats what is idempotent after a reset, with its body', async () => {
    const { port: bad } = await replica(drop);
    const { port: good } = await replica((incoming, response) => void incoming.pipe(response));
    const { port: front } = await balance([bad, good]);
    for (let i = 0; i < 6; i++) {
      expect(await ask(front, { method: 'PUT', body: 'kept' })).toMatchObject({
        status: 200,
        body: 'kept',
      });
    }
    const headers = { 'Idempotency-Key': 'k' };
    for (let i = 0; i < 2; i++) {
      expect((await ask(front, { method: 'POST', headers, body: 'kept' })).body).toBe('kept');
    }
  });

  it('never repeats a POST that a replica may have received', async () => {
    let received = 0;
    const { port } = await replica((incoming) => {
      received += 1;
      incoming.socket.resetAndDestroy();
    });
    const { port: front } = await balance([port]);
    expect((await ask(front, { method: 'POST', body: 'x' })).status).toBe(502);
    expect(received).toBe(1);
  });

  it('sends a POST elsewhere when nobody took the connection', async () => {
    const { port: dying, server } = await replica(named('dying'));
    const { port: good } = await replica(named('good'));
    // Checked so seldom that only a request can find out.
    const { port: front, seen } = await balance([dying, good], { checkEveryMs: 60_000 });
    server.closeAllConnections();
    server.close();
    for (let i = 0; i < 4; i++) {
      expect((await ask(front, { method: 'POST', body: 'x' })).body).toBe('good');
    }
    await seen('ejected', 'app[0]');
  });

  it('tries another replica when an attempt takes too long', async () => {
    const { port: hung } = await replica(() => {});
    const { port: good } = await replica(named('good'));
    const { port: front } = await balance([hung, good], { attemptTimeoutMs: 60 });
    for (let i = 0; i < 3; i++) expect((await ask(front)).body).toBe('good');
  });

  it('passes on a POST that is slower than an attempt', async () => {
    const { port } = await replica(
      (_request, response) => void setTimeout(() => response.end('slow'), 150),
    );
    const { port: front } = await balance([port], { attemptTimeoutMs: 30 });
    expect((await ask(front, { method: 'POST', body: 'x' })).body).toBe('slow');
  });

  it('asks another replica after a 503, and passes the last one on', async () => {
    const busy: RequestListener = (_request, response) => {
      response.writeHead(503, { 'X-Why': 'busy' });
      response.end('busy');
    };
    const { port: bad } = await replica(busy);
    const { port: good } = await replica(named('good'));
    const { port: front, balancer, seen } = await balance([bad, good]);
    for (let i = 0; i < 4; i++) expect((await ask(front)).body).toBe('good');
    balancer.apply({ kind: 'drain-replica', id: 'app[1]' });
    await seen('drained', 'app[1]');
    expect(await ask(front)).toMatchObject({
      status: 503,
      headers: { 'x-why': 'busy' },
      body: 'busy',
    });
  });

  it.each([
    ['keeps a replica that says it is overloaded', { 'X-Envoy-Overloaded': 'true' }, false],
    ['ejects one whose 503s say nothing of overload', { 'Retry-After': '1' }, true],
  ])('%s', async (_claim, fields, ejects) => {
    const { port: shedding } = await replica((_request, response) => {
      response.writeHead(503, fields).end();
    });
    const { port: good } = await replica(named('good'));
    const { port: front, balancer, events, seen } = await balance([shedding, good]);
    // Another replica may have room all the same.
    for (let i = 0; i < 20; i++) expect((await ask(front)).body).toBe('good');
    // Events come in order, so any ejection has been told by then.
    balancer.apply({ kind: 'drain-replica', id: 'app[1]' });
    await seen('drained', 'app[1]');
    expect(events.some(({ kind }) => kind === 'ejected')).toBe(ejects);
  });

  it('stops when the budget is spent', async () => {
    let asked = 0;
    const bad: RequestListener = (incoming) => {
      asked += 1;
      incoming.socket.resetAndDestroy();
    };
    const ports = [await replica(bad), await replica(bad)].map(({ port }) => port);
    const { port: front } = await balance(ports, { limits: { retryReserve: 1, retryRatio: 0 } });
    for (let i = 0; i < 4; i++) expect((await ask(front)).status).toBe(502);
    expect(asked).toBe(5);
  });
});

describe('rotation', () => {
  it('holds a request until a replica is there, and answers 503 when none comes', async () => {
    const port = await freePort();
    const { port: front, seen } = await balance([], { dead: [port], limits: { waitMs: 3000 } });
    const held = ask(front, { method: 'POST', body: 'x' });
    await replica(named('back'), port);
    await seen('admitted', 'app[0]');
    expect((await held).body).toBe('back');

    const { port: empty } = await balance([], { limits: { waitMs: 30 } });
    expect(await ask(empty)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });

  it('lets a drained replica finish, and gives it nothing more', async () => {
    let finish: (() => void) | undefined;
    const { port: a } = await replica((_request, response) => {
      finish = () => response.end('a');
    });
    const { port: b } = await replica(named('b'));
    const { port: front, balancer, seen, events } = await balance([a]);
    const slow = ask(front, { method: 'POST', body: 'x' });
    await expect.poll(() => finish).toBeDefined();
    balancer.apply({ kind: 'add-replica', replica: { id: 'b', host: '127.0.0.1', port: b } });
    balancer.apply({ kind: 'drain-replica', id: 'app[0]' });
    await seen('admitted', 'b');
    for (let i = 0; i < 3; i++) expect((await ask(front)).body).toBe('b');
    expect(events.some(({ kind }) => kind === 'drained')).toBe(false);
    finish!();
    expect((await slow).body).toBe('a');
    await seen('drained', 'app[0]');
  });

  it('moves requests away from a replica that is removed', async () => {
    const { port: hung } = await replica(() => {});
    const { port: good } = await replica(named('good'));
    const { port: front, balancer, seen } = await balance([hung]);
    const moved = ask(front);
    balancer.apply({ kind: 'add-replica', replica: { id: 'b', host: '127.0.0.1', port: good } });
    await seen('admitted', 'b');
    balancer.apply({ kind: 'remove-replica', id: 'app[0]' });
    expect((await moved).body).toBe('good');
  });

  it('moves requests away from a replica whose checks get no answer any more', async () => {
    let hang = false;
    const frozen = await replica(() => {});
    const [listener] = frozen.server.listeners('request') as [RequestListener];
    frozen.server.removeAllListeners('request');
    frozen.server.on('request', (incoming, response) => {
      if (!hang) listener(incoming, response);
    });
    const { port: good } = await replica(named('good'));
    const { port: front, seen } = await balance([frozen.port, good], {
      attemptTimeoutMs: 60_000,
      limits: { checkTimeoutMs: 60 },
    });
    hang = true;
    for (let i = 0; i < 2; i++) expect((await ask(front)).body).toBe('good');
    await seen('ejected', 'app[0]');
  });

  it('keeps to the limit of connections, and lets the others wait their turn', async () => {
    let most = 0;
    let pending: (() => void)[] = [];
    const { port } = await replica((_request, response) => {
      pending.push(() => void response.end('ok'));
      most = Math.max(most, pending.length);
      if (pending.length < 2) return;
      // Whoever is let through beyond the limit arrives by then.
      setImmediate(() => {
        for (const finish of pending) finish();
        pending = [];
      });
    });
    const { port: front } = await balance([port], { maxConnectionsPerReplica: 2 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(front)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(most).toBe(2);
  });

  it('refuses with 503 when too many wait', async () => {
    const { port } = await replica(() => {});
    const { port: front } = await balance([port], {
      maxConnectionsPerReplica: 1,
      limits: { maxWaiting: 1, waitMs: 50 },
    });
    const answers = Array.from({ length: 3 }, () => ask(front, { method: 'POST', body: 'x' }));
    expect(await Promise.race(answers)).toMatchObject({ status: 503 });
    await Promise.allSettled([answers[1], answers[2]]);
  });
});

describe('misbehaving replicas', () => {
  it.each([
    ['garbage', (socket: Socket) => void socket.write('\x16\x03\x01 garbage\r\n\r\n')],
    ['an endless head', (socket: Socket) => endless(socket, 'HTTP/1.1 200 OK\r\n', 'X-A: 1\r\n')],
    ['an early end', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-')],
    [
      'two lengths',
      (socket: Socket) =>
        void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'),
    ],
  ])('answers 502 to %s, and serves on', async (_what, misbehave) => {
    const { port: front } = await balance([await rawReplica(misbehave)]);
    expect((await ask(front)).status).toBe(502);
    expect((await ask(front)).status).toBe(502);
  });

  it('resets the client when a body is cut, whatever its framing', async () => {
    for (const head of [
      'Content-Length: 9\r\n\r\nabc',
      'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    ]) {
      const port = await rawReplica((socket) => {
        socket.write(`HTTP/1.1 200 OK\r\n${head}`, () => socket.end());
      });
      const { port: front } = await balance([port]);
      await expect(ask(front)).rejects.toThrow(/ECONNRESET|aborted/);
    }
  });

  it('resets an HTTP/1.0 client too, for which a close would end the body', async () => {
    const port = await rawReplica((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', () =>
        socket.end(),
      );
    });
    const { port: front } = await balance([port]);
    const socket = connect(front, '127.0.0.1');
    let ended = false;
    socket.on('end', () => (ended = true));
    socket.on('data', () => {});
    socket.write('GET / HTTP/1.0\r\nHost: x\r\n\r\n');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
    expect(ended).toBe(false);
  });

  it('uses a connection again after a response that its client read slowly', async () => {
    const piece = Buffer.alloc(40_000, 'x');
    let connections = 0;
    const { port, server } = await replica((_request, response) => {
      for (let i = 0; i < 3; i++) response.write(piece);
      response.end(piece);
    });
    server.on('connection', (socket) =>
      socket.once('data', (data) => {
        if (!data.toString().startsWith('GET /ready')) connections += 1;
      }),
    );
    const { port: front } = await balance([port], { maxConnectionsPerReplica: 1 });
    for (let i = 0; i < 5; i++) expect((await ask(front)).body.length).toBe(160_000);
    expect(connections).toBe(1);
  });

  it('reads an endless body no faster than the client does', async () => {
    let sent = 0;
    const port = await rawReplica((socket) => {
      const piece = 'x'.repeat(64 * 1024);
      endless(socket, 'HTTP/1.1 200 OK\r\n\r\n', piece, () => (sent += piece.length));
    });
    const { port: front } = await balance([port]);
    const outgoing = request({ host: '127.0.0.1', port: front, agent: false });
    outgoing.on('error', () => {});
    outgoing.end();
    await once(outgoing, 'response');
    // The buffers of two sockets fill, and then the replica is not read any more.
    let before = -1;
    await expect
      .poll(
        () => {
          const same = sent === before;
          before = sent;
          return same;
        },
        { interval: 100, timeout: 5000 },
      )
      .toBe(true);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    outgoing.destroy();
  });

  it('answers 504 when no answer comes within the last bound', async () => {
    const { port } = await replica(() => {});
    const { port: front } = await balance([port], { limits: { responseTimeoutMs: 50 } });
    expect((await ask(front, { method: 'POST', body: 'x' })).status).toBe(504);
  });

  it('ends the request at the replica when the client goes away', async () => {
    let aborted = false;
    let arrived = false;
    const { port } = await replica((incoming) => {
      arrived = true;
      incoming.on('close', () => (aborted = true));
    });
    const { port: front } = await balance([port]);
    const outgoing = request({ host: '127.0.0.1', port: front, agent: false });
    outgoing.on('error', () => {});
    outgoing.end();
    await expect.poll(() => arrived).toBe(true);
    expect(aborted).toBe(false);
    outgoing.destroy();
    await expect.poll(() => aborted).toBe(true);
  });
});

describe('what is counted', () => {
  const sli: SliConfig = { latencyBelowMs: 200, exceptPaths: ['/ready'] };
  const countsOf = (events: readonly BalancerEvent[]): EventCounts | undefined =>
    events.findLast((event) => event.kind === 'counted')?.counts;

  it('is each request once, as its client saw it: answers, errors, cuts, and none who is left', async () => {
    const { port } = await replica((incoming, response) => {
      if (incoming.url === '/error') response.writeHead(500).end();
      else if (incoming.url === '/slow') setTimeout(() => response.end(), 250);
      else if (incoming.url === '/cut') {
        response.writeHead(200, { 'content-length': '10' });
        response.write('half', () => setImmediate(() => incoming.socket.destroy()));
      } else response.writeHead(incoming.url === '/absent' ? 404 : 200).end();
    });
    const { port: front, events } = await balance([port], { sli });
    await expect.poll(() => countsOf(events)).toBeDefined();
    expect(countsOf(events)).toEqual({
      availability: { good: 0, bad: 0 },
      latency: { good: 0, bad: 0 },
    });
    await ask(front, { path: '/' });
    await ask(front, { path: '/absent' });
    await ask(front, { path: '/slow' });
    await ask(front, { path: '/error' });
    await ask(front, { path: '/cut' }).catch(() => undefined);
    await ask(front, { path: '/ready?deep' });
    await ask(front, { path: '/', headers: { 'Ninefold-Proof': 'look' } });
    await expect
      .poll(() => countsOf(events), { timeout: 4000 })
      .toEqual({ availability: { good: 3, bad: 2 }, latency: { good: 2, bad: 3 } });
  });

  it('is what reached no replica, and who waited in vain', async () => {
    let arrived = false;
    let aheadMs = 0;
    const silent = await rawReplica(() => (arrived = true));
    const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + aheadMs };
    const { port: front, events } = await balance([silent], { sli, clock });
    const outgoing = request({ host: '127.0.0.1', port: front, agent: false });
    outgoing.on('error', () => {});
    outgoing.end();
    await expect.poll(() => arrived).toBe(true);
    aheadMs = 1000;
    outgoing.destroy();
    const nobody = await balance([], { sli, limits: { waitMs: 50 } });
    expect((await ask(nobody.port)).status).toBe(503);
    for (const one of [events, nobody.events]) {
      await expect
        .poll(() => countsOf(one)?.availability, { timeout: 4000 })
        .toEqual({ good: 0, bad: 1 });
    }
  });

  it('is nothing for a balancer that was not told to count', async () => {
    const { port } = await replica((_incoming, response) => response.end());
    const { port: front, events } = await balance([port]);
    await ask(front);
    await expect.poll(() => events.map(({ kind }) => kind)).toEqual(['admitted']);
  });
});

describe('request smuggling', () => {
  it.each([
    [
      'a length and chunks',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\nHost: x\r\n\r\n',
    ],
    [
      'two lengths',
      'Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcdGET /evil HTTP/1.1\r\nHost: x\r\n\r\n',
    ],
    [
      'an unknown coding',
      'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\nHost: x\r\n\r\n',
    ],
    [
      'a space before the colon',
      'Content-Length : 40\r\n\r\nGET /evil HTTP/1.1\r\nHost: x\r\n\r\n',
    ],
    ['two hosts', 'Host: y\r\nContent-Length: 0\r\n\r\n'],
  ])('by %s is refused with 400, and nothing reaches a replica', async (_what, rest) => {
    const urls: string[] = [];
    const { port } = await replica((incoming, response) => {
      urls.push(incoming.url!);
      response.end();
    });
    const { port: front } = await balance([port]);
    const answer = await raw(front, `POST / HTTP/1.1\r\nHost: x\r\n${rest}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(urls).toEqual([]);
  });

  it('refuses WebSocket with 501', async () => {
    const { port: front } = await balance([]);
    const answer = await raw(
      front,
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 501 /);
  });
});

/** Writes a head and then pieces for ever, as fast as they are taken. */
function endless(socket: Socket, head: string, piece: string, onSent?: () => void): void {
  socket.write(head);
  const more = (): void => {
    if (socket.destroyed) return;
    socket.write(piece.length < 1024 ? piece.repeat(1024) : piece, () => {
      onSent?.();
      setImmediate(more);
    });
  };
  more();
}
