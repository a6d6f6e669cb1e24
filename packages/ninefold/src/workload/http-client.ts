import { Pool } from 'undici';
import type { Clock } from '../clock/clock.ts';
import type { HttpWorkloadSpec } from '../contract/contract.ts';
import type { Attempt, WorkloadClient } from './client.ts';
import { PROOF_FIELD } from '../engines/balancer/field-kind.ts';
import { createDeadlineQueue } from './deadline-queue.ts';
import { createEndpointChoice } from './endpoint-choice.ts';
import { HttpExchange } from './http-exchange.ts';
import { operationId } from './operation-id.ts';
import { judgeHttpRead, judgeHttpWrite } from './outcome.ts';
import type { HttpEnding } from './outcome.ts';
import { compileTemplate } from './template.ts';
import type { RequestTemplate } from './template.ts';

/** An address that could not be reached is checked again so often (ms). */
const CHECK_EVERY_MS = 500;
/** With another address to go to, a connection attempt is given up after so long (ms). */
const CONNECT_TIMEOUT_MS = 1000;
const MIN_WARM_CONNECTIONS = 8;
const MAX_WARM_CONNECTIONS = 64;
/** Rounds over these connections before the first trial, until our code is compiled. */
const COLD_WARM_ROUNDS = 12;
const READ_CONCURRENCY = 48;

interface Endpoint {
  readonly pool: Pool;
  /** The path of the base URL, put before every path. */
  readonly prefix: string;
}

/**
 * A client of the user's HTTP interface. With several base URLs it behaves like one behind GeoDNS:
 * it uses the first that can be reached. An operation is sent once; only one of which nothing was
 * sent moves on to the next address.
 */
export function createHttpClient(options: {
  readonly spec: HttpWorkloadSpec;
  /** In order of preference. */
  readonly baseUrls: readonly string[];
  readonly runId: string;
  readonly maxConnections: number;
  readonly clock: Clock;
}): WorkloadClient {
  const { spec, clock, runId } = options;
  const several = options.baseUrls.length > 1;
  const endpoints = options.baseUrls.map((url) =>
    openEndpoint(url, {
      connections: options.maxConnections,
      // Deadlines of whole exchanges are ours.
      headersTimeout: 0,
      bodyTimeout: 0,
      connectTimeout: several ? Math.min(CONNECT_TIMEOUT_MS, spec.timeoutMs) : spec.timeoutMs,
    }),
  );
  const choice = createEndpointChoice(endpoints.length);
  const write = compileTemplate(spec.write);
  const read = compileTemplate({
    ...spec.read,
    headers: { ...spec.read.headers, [PROOF_FIELD]: 'look' },
  });
  const acknowledged = new Set(spec.write.acknowledged);
  const present = new Set(spec.read.present);
  const absent = new Set(spec.read.absent);
  const nobody = operationId(runId, 0);
  const closing = new AbortController();
  let prepared = false;
  const readDeadlines = createDeadlineQueue(clock);

  function send(template: RequestTemplate, id: string, onEnd: (e: HttpEnding) => void): Attempt {
    const path = template.path(id);
    const headers = template.headers(id);
    const body = template.body(id);
    let left = endpoints.length;
    let expired = false;
    let exchange: HttpExchange;

    function dispatch(): void {
      const index = choice.current();
      const endpoint = endpoints[index];
      if (!endpoint) throw new RangeError('no address');
      left -= 1;
      exchange = new HttpExchange((ending) => {
        if (ending.kind !== 'answered') leave(index);
        if (ending.kind === 'unsent' && left > 0 && !expired) dispatch();
        else onEnd(ending);
      });
      const request = { path: endpoint.prefix + path, method: template.method, headers, body };
      endpoint.pool.dispatch(request, exchange);
    }

    dispatch();
    return {
      get settled() {
        return exchange.settled;
      },
      expire() {
        expired = true;
        exchange.expire();
      },
    };
  }

  /** Goes on without the address until a check reaches it. With no other there is no choice. */
  function leave(index: number): void {
    if (!choice.unreachable(index, clock.monotonicMs()) || !several) return;
    checkUntilReachable(index).catch(() => undefined);
  }

  async function checkUntilReachable(index: number): Promise<void> {
    const endpoint = endpoints[index];
    if (!endpoint) return;
    for (;;) {
      await clock.sleep(CHECK_EVERY_MS, closing.signal);
      if (await answers(endpoint)) break;
    }
    choice.reachable(index);
  }

  /** Whether a read of an id that is never written gets any answer, through the whole service. */
  function answers({ pool, prefix }: Endpoint): Promise<boolean> {
    return new Promise((resolve) => {
      const check = new HttpExchange((ending) => {
        if (ending.kind === 'answered') queueMicrotask(() => readDeadlines.remove(check));
        resolve(ending.kind === 'answered');
      });
      readDeadlines.add(check, clock.monotonicMs() + spec.timeoutMs);
      const path = prefix + read.path(nobody);
      const headers = read.headers(nobody);
      pool.dispatch({ path, method: read.method, headers, body: read.body(nobody) }, check);
    });
  }

  function readOnce(id: string): Promise<1 | 0 | 'unreadable'> {
    return new Promise((resolve) => {
      const attempt = send(read, id, (ending) => {
        if (ending.kind === 'answered') queueMicrotask(() => readDeadlines.remove(attempt));
        resolve(judgeHttpRead(ending, present, absent));
      });
      readDeadlines.add(attempt, clock.monotonicMs() + spec.timeoutMs);
    });
  }

  return {
    readBatchSize: 1,
    readConcurrency: READ_CONCURRENCY,
    // Reads of an id that is never written: all connections are opened before the first is free.
    async prepare() {
      const connections = warmConnections(spec.ratePerSecond);
      for (let round = prepared ? 1 : COLD_WARM_ROUNDS; round > 0; round--) {
        await Promise.all(Array.from({ length: connections }, () => readOnce(nobody)));
      }
      prepared = true;
    },
    write: (id, settle) =>
      send(write, id, (ending) => settle(judgeHttpWrite(ending, acknowledged))),
    read: (ids) => Promise.all(ids.map(readOnce)),
    async close() {
      closing.abort(new Error('the client was closed'));
      await Promise.all(endpoints.map(({ pool }) => pool.destroy()));
    },
  };
}

function warmConnections(ratePerSecond: number): number {
  const wanted = Math.ceil(ratePerSecond / 20);
  return Math.min(Math.max(wanted, MIN_WARM_CONNECTIONS), MAX_WARM_CONNECTIONS);
}

function openEndpoint(baseUrl: string, options: Pool.Options): Endpoint {
  const { origin, pathname } = new URL(baseUrl);
  return { pool: new Pool(origin, options), prefix: pathname.replace(/\/$/, '') };
}
