import type { Server, ServerResponse } from 'node:http';

import { Timer, systemClock } from '@ninefold/resilience';
import type { Clock } from '@ninefold/resilience';

import type { ServiceLog } from '../log.ts';
import { Connections } from './connections.ts';
import { endAll } from './ending.ts';
import type { Ending, EndingReport } from './ending.ts';
import { watchLoop } from './loop-stall.ts';
import { systemProcess } from './process-port.ts';
import type { ProcessPort } from './process-port.ts';
import { decide } from './shutdown.ts';
import type { ShutdownCommand, ShutdownEvent, ShutdownState, ShutdownTimes } from './shutdown.ts';

/**
 * The defaults add up to 29 s: Kubernetes kills 30 s after SIGTERM
 * (`terminationGracePeriodSeconds`).
 */
export interface ShutdownOptions extends Partial<ShutdownTimes> {
  /**
   * How long balancers have to notice that `ready` fails, before connections are refused (ms): above
   * their interval times the failures they wait for, and what spreading the news takes. Default:
   * 5,000.
   */
  readonly noticeMs?: number;
  /** How long requests in flight have from then on (ms). Default: 20,000. */
  readonly drainMs?: number;
  /** How long background work and stores have, all together (ms). Default: 4,000. */
  readonly endMs?: number;
  /** Default: SIGTERM and SIGINT. */
  readonly signals?: readonly string[];
  /**
   * A turn of the event loop this long ends the process with code 1 (ms); `Infinity` for none.
   * Default: 10,000. A turn that never ends must be seen from outside, by the live endpoint.
   */
  readonly stallMs?: number;
  readonly clock?: Clock;
  /** Default: this process. */
  readonly process?: ProcessPort;
}

/** How one process ends: decides by `decide`, and carries it out. */
export class Lifecycle {
  readonly #times: ShutdownTimes;
  readonly #signals: readonly string[];
  readonly #stallMs: number;
  readonly #clock: Clock;
  readonly #process: ProcessPort;
  readonly #log: ServiceLog;
  readonly #servers = new Map<Server, Connections>();
  readonly #started: Ending[] = [];
  readonly #endings: EndingReport = { current: undefined, failed: false };
  readonly #stopping = new AbortController();
  readonly #timer: Timer = new Timer(() => {
    this.#happened({ kind: 'due' });
  });
  #state: ShutdownState = { kind: 'running' };
  #unwatchLoop: (() => void) | undefined;
  #finished: Promise<void>;
  #finish: () => void = () => undefined;

  constructor(options: ShutdownOptions, log: ServiceLog) {
    const { noticeMs = 5_000, drainMs = 20_000, endMs = 4_000, stallMs = 10_000 } = options;
    if (!(noticeMs >= 0 && drainMs >= 0 && endMs >= 0 && stallMs > 0))
      throw new RangeError('shutdown: noticeMs, drainMs and endMs are 0 or more, stallMs above 0');
    this.#times = { noticeMs, drainMs, endMs };
    this.#signals = options.signals ?? ['SIGTERM', 'SIGINT'];
    this.#stallMs = stallMs;
    this.#clock = options.clock ?? systemClock;
    this.#process = options.process ?? systemProcess;
    this.#log = log;
    this.#finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  /** Aborted when the shutdown begins. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Whether the response's connection was told to close before its request came. */
  refuses(response: ServerResponse): boolean {
    if (this.#state.kind === 'running') return false;
    for (const connections of this.#servers.values())
      if (connections.refuses(response)) return true;
    return false;
  }

  /** Watches the server's connections, and the process once it listens. */
  attach(server: Server): void {
    if (this.#servers.has(server)) return;
    // Its answers take no `Connection: close`: better refused now than at the first SIGTERM.
    if ('updateSettings' in server)
      throw new TypeError(
        'an HTTP/2 server can not be drained: serve HTTP/1.1, behind a proxy that speaks HTTP/2',
      );
    this.#servers.set(server, new Connections(server, this.#clock));
    if (server.listening) this.#watchProcess();
    else server.once('listening', this.#watchProcess);
    server.once('close', () => {
      // Closed by somebody else: nothing is left to shut down.
      if (this.#state.kind !== 'running') return;
      this.#servers.delete(server);
      if (this.#servers.size === 0) this.#unwatchProcess();
    });
  }

  onStop(name: string, end: () => unknown): void {
    this.#started.push({ name, end });
  }

  background(name: string, run: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController();
    const ended = (async () => {
      try {
        await run(controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) this.#broken(`background work "${name}" failed`, error);
        // To be given up is how it is meant to end.
        else if (!isAbort(error)) throw error;
      }
    })();
    // Awaited when it is ended; before that nobody looks.
    ended.catch(() => undefined);
    this.onStop(name, () => {
      controller.abort();
      return ended;
    });
  }

  /** Resolves when all has ended. */
  stop(): Promise<void> {
    this.#happened({ kind: 'stop' });
    return this.#finished;
  }

  readonly #watchProcess = (): void => {
    if (this.#unwatchLoop) return;
    for (const signal of this.#signals) this.#process.on(signal, this.#signalled);
    this.#process.on('uncaughtException', this.#uncaught);
    this.#process.on('unhandledRejection', this.#unhandled);
    this.#unwatchLoop =
      this.#stallMs === Infinity
        ? () => undefined
        : watchLoop(this.#stallMs, (lateMs) => {
            this.#broken('the event loop stalled', { lateMs: Math.round(lateMs) });
          });
  };

  readonly #unwatchProcess = (): void => {
    this.#unwatchLoop?.();
    this.#unwatchLoop = undefined;
    for (const signal of this.#signals) this.#process.off(signal, this.#signalled);
    this.#process.off('uncaughtException', this.#uncaught);
    this.#process.off('unhandledRejection', this.#unhandled);
  };

  readonly #signalled = (signal: unknown): void => {
    this.#log.info({ signal }, 'signal received');
    this.#happened({ kind: 'signal' });
  };

  readonly #uncaught = (error: unknown): void => {
    this.#broken('uncaught error', error);
  };

  readonly #unhandled = (error: unknown): void => {
    this.#broken('unhandled rejection', error);
  };

  #broken(message: string, error: unknown): void {
    this.#log.error({ err: error }, message);
    this.#happened({ kind: 'broken' });
  }

  #happened(event: ShutdownEvent): void {
    const nowMs = this.#clock.monotonicMs();
    const { state, commands } = decide(this.#state, event, nowMs, this.#times);
    const moved = state.kind !== this.#state.kind;
    this.#state = state;
    if (moved) {
      this.#log.info({ state: state.kind }, 'shutdown');
      this.#clock.stop(this.#timer);
      if ('untilMs' in state) this.#clock.start(this.#timer, state.untilMs - nowMs, nowMs);
    }
    for (const command of commands) this.#carryOut(command);
  }

  #carryOut(command: ShutdownCommand): void {
    switch (command.kind) {
      case 'turn-unready':
        this.#stopping.abort();
        for (const connections of this.#servers.values()) connections.tellClose();
        return;
      case 'stop-accepting':
        this.#drain();
        return;
      case 'cut-connections':
        for (const connections of this.#servers.values())
          this.#log.error({ ...connections.cut() }, 'connections cut: drainMs has passed');
        return;
      case 'end-work':
        void this.#endWork();
        return;
      case 'finish':
        if (this.#endings.current !== undefined)
          this.#log.error({ name: this.#endings.current }, 'did not end in time');
        this.#unwatchProcess();
        if (command.exits) this.#process.exit(command.code);
        this.#finish();
    }
  }

  #drain(): void {
    let left = this.#servers.size;
    if (left === 0) this.#happened({ kind: 'drained' });
    for (const connections of this.#servers.values())
      connections.close(() => {
        left -= 1;
        if (left === 0) this.#happened({ kind: 'drained' });
      });
  }

  async #endWork(): Promise<void> {
    await endAll(this.#started, this.#endings, (name, error) => {
      this.#log.error({ name, err: error }, 'ending failed');
    });
    this.#happened({ kind: 'ended', failed: this.#endings.failed });
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
