import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { pino } from 'pino';

import { deadline } from './deadline/deadline-step.ts';
import type { DeadlineOptions } from './deadline/deadline-step.ts';
import { healthEndpoints } from './health/endpoints.ts';
import type { EndpointOptions } from './health/endpoints.ts';
import { health } from './health/health.ts';
import type { Health, HealthOptions } from './health/health.ts';
import { compose } from './http/compose.ts';
import type { Around } from './http/compose.ts';
import type { HttpStep } from './http/step.ts';
import { logLeadership } from './leadership/in-service.ts';
import type { Lease } from './leadership/lease.ts';
import { whileLeader } from './leadership/while-leader.ts';
import type { Leadership, LeaderWork, WhileLeaderOptions } from './leadership/while-leader.ts';
import { Lifecycle } from './lifecycle/lifecycle.ts';
import type { ShutdownOptions } from './lifecycle/lifecycle.ts';
import type { ServiceLog } from './log.ts';

/** A step, or what brings one along and must be stopped at the end. */
export type ServicePart = HttpStep | { readonly step: HttpStep; stop?(): unknown };

export interface ServiceOptions {
  /** The health endpoints and what they ask. Default: endpoints that ask nothing. */
  readonly health?: HealthOptions & EndpointOptions;
  readonly shutdown?: ShutdownOptions;
  /** Default: by Envoy's header; `false` for none. */
  readonly deadline?: DeadlineOptions | false;
  /** Made by `telemetry()`. Outermost, so that it sees what the others refuse. */
  readonly telemetry?: ServicePart;
  /** Made by `overload()`. */
  readonly overload?: ServicePart;
  /** Made by `idempotency()`. Innermost. */
  readonly idempotency?: ServicePart;
  /** Default: pino, as JSON lines on stdout. */
  readonly log?: ServiceLog;
}

/** What one process owes its peers, around the requests of its servers. */
export interface Service {
  /** What the health endpoints show. */
  readonly health: Health;
  /** Aborted when the shutdown begins: for streams, WebSockets and loops that end themselves. */
  readonly stopping: AbortSignal;
  /**
   * Ties the server to the process's end: from when it listens, SIGTERM, SIGINT, uncaught errors
   * and a stalled event loop lead to a graceful shutdown. Returns the server.
   *
   * @throws TypeError for an HTTP/2 server
   */
  attach<S extends Server>(server: S): S;
  /**
   * Has `end` called when all requests have ended: the last one registered first, so register each
   * store when it has been opened.
   */
  onStop(name: string, end: () => unknown): void;
  /**
   * Runs work beside the requests. Its signal is aborted when all requests have ended, and its
   * promise awaited; a rejection before that shuts the process down with code 1.
   */
  background(name: string, run: (signal: AbortSignal) => Promise<void>): void;
  /**
   * `whileLeader` as background work: the health page shows its role under this name, the log what
   * happens to it, and at the end the work is told and the lease released.
   *
   * @throws TypeError for a name with a colon, or one that is taken
   */
  lead(name: string, lease: Lease, work: LeaderWork, options?: WhileLeaderOptions): Leadership;
  /** Shuts down as SIGTERM does, without the exit. Resolves when all has ended. */
  stop(): Promise<void>;
  /** Handles one request inside the service's steps. For adapters. */
  readonly handle: Around;
  /** Answers for a handler that threw. For frameworks that have no error handler of their own. */
  failed(error: unknown, request: IncomingMessage, response: ServerResponse): void;
}

/**
 * Health, graceful shutdown and deadlines for one process, with overload, telemetry and idempotency
 * when given. Hand it to the adapter of your framework.
 */
export function service(options: ServiceOptions = {}): Service {
  const log = options.log ?? pino();
  const lifecycle = new Lifecycle(options.shutdown ?? {}, log);
  const elections = new Map<string, Leadership>();
  const own = health(
    options.health,
    () => lifecycle.stopping.aborted,
    (name, error) => {
      log.error({ check: name, err: error }, 'health check failed');
    },
    elections,
  );
  const endpointOf = healthEndpoints(own, options.health);

  const parts: ServicePart[] = [];
  if (options.telemetry) parts.push(options.telemetry);
  if (options.overload) parts.push(options.overload);
  if (options.deadline !== false) parts.push(deadline(options.deadline));
  if (options.idempotency) parts.push(options.idempotency);
  for (const part of parts)
    if (typeof part === 'object') lifecycle.onStop('service', () => part.stop?.());
  const around = compose(parts.map((part) => (typeof part === 'object' ? part.step : part)));

  return {
    health: own,
    stopping: lifecycle.stopping,
    attach: (server) => {
      lifecycle.attach(server);
      return server;
    },
    onStop: (name, end) => {
      lifecycle.onStop(name, end);
    },
    background: (name, run) => {
      lifecycle.background(name, run);
    },
    lead: (name, lease, work, leaderOptions = {}) => {
      if (name.includes(':') || elections.has(name))
        throw new TypeError(`leadership "${name}": a name has no colon and is used once`);
      const election = whileLeader(lease, work, {
        ...leaderOptions,
        onEvent: (event) => {
          logLeadership(name, event, log);
          leaderOptions.onEvent?.(event);
        },
      });
      elections.set(name, election);
      lifecycle.background(name, (signal) => {
        signal.addEventListener('abort', () => void election.stop());
        return election.done;
      });
      return election;
    },
    stop: () => lifecycle.stop(),
    handle: (exchange, handle) => {
      const { request, response } = exchange;
      if (lifecycle.refuses(response)) return undefined;
      const endpoint = endpointOf(request.url);
      if (endpoint) return endpoint(request, response);
      return around(exchange, handle);
    },
    failed: (error, request, response) => {
      log.error({ err: error, method: request.method }, 'request failed');
      // With the error, by which telemetry tells it from a client that left.
      if (response.headersSent) response.destroy(error instanceof Error ? error : new Error());
      else response.writeHead(500, { 'content-length': 0 }).end();
    },
  };
}
