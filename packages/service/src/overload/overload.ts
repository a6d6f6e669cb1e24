import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';

import type { Registry } from 'prom-client';

import { whenEnded } from '../http/answer-end.ts';
import { isOperational } from '../http/operational-path.ts';
import type { HttpStep, Next } from '../http/step.ts';
import { Admission } from './admission.ts';
import type { AdmissionOptions, Ruling } from './admission.ts';
import { nextLimit } from './loop-limit.ts';
import type { LoopLimitOptions, LoopSample } from './loop-limit.ts';
import { loopProbe } from './loop-probe.ts';
import type { LoopProbe } from './loop-probe.ts';
import { overloadMetrics } from './overload-metrics.ts';
import type { CountShed } from './overload-metrics.ts';
import type { OverloadSnapshot } from './overload-snapshot.ts';
import type { Priority, QueuedPriority } from './priority.ts';

export interface OverloadOptions extends AdmissionOptions, LoopLimitOptions {
  /**
   * How much a request matters. Never take it from a header that strangers can send. Default:
   * `exempt` for `/health/...` and `/metrics`, `normal` for the rest.
   */
  readonly priorityOf?: (request: IncomingMessage) => Priority;
  /** Least `Retry-After` (s); the one sent is up to twice as much, so that clients spread. Default: 1. */
  readonly retryAfterS?: number;
  /** Where to count what was shed, and to show the load: `telemetry.registry`. Default: nowhere. */
  readonly registry?: Registry;
  /** Default: the event loop of this thread. */
  readonly probe?: LoopProbe;
  /** A number in [0, 1). Default: `Math.random`. */
  readonly random?: () => number;
}

export interface Overload {
  /** Sheds requests with 503 and `Retry-After`. Put it inside telemetry, outside the rest. */
  readonly step: HttpStep;
  inspect(): OverloadSnapshot;
  /** Stops watching the event loop; what waits is still served. */
  stop(): void;
}

/** Between two looks at the event loop (ms). */
const SAMPLE_MS = 50;
/**
 * Starting requests may hold the event loop for this long (ms); the others wait until it has looked
 * for events again, so that a request is counted as waiting and not hidden in a socket's buffer.
 */
const SLICE_MS = 5;

interface Waiter {
  readonly start: () => void;
  readonly refuse: () => void;
}

/**
 * Keeps a process from drowning: how much may be in flight follows the event loop (`nextLimit`), who
 * starts and who is shed follows the time in the queue (`Admission`). Without overload a request
 * costs a look at the clock.
 *
 * @throws RangeError when an option makes no sense
 */
export function overload(options: OverloadOptions = {}): Overload {
  return new OverloadGuard(options);
}

class OverloadGuard implements Overload {
  readonly #options: OverloadOptions;
  readonly #admission: Admission<Waiter>;
  readonly #priorityOf: (request: IncomingMessage) => Priority;
  readonly #probe: LoopProbe;
  readonly #timer: NodeJS.Timeout;
  readonly #countShed: CountShed | undefined;
  #sample: LoopSample = { delayMs: 0, utilization: 0 };
  /** Fractional; the admission's is its floor. */
  #limit: number;
  #reached = false;
  #peakInFlight = 0;
  #sliceStartMs = -Infinity;
  /** Whether the turn in which the slice began has ended. */
  #turnEnded = true;
  #draining = false;

  constructor(options: OverloadOptions) {
    const { initialLimit = 16, maxLimit = 10_000, targetDelayMs = 10, retryAfterS = 1 } = options;
    if (!(initialLimit >= 1 && maxLimit >= initialLimit))
      throw new RangeError('needs 1 <= initialLimit <= maxLimit');
    if (!(targetDelayMs > 0 && retryAfterS > 0))
      throw new RangeError('targetDelayMs and retryAfterS must be above 0');
    this.#options = options;
    this.#admission = new Admission(options);
    this.#limit = initialLimit;
    this.#admission.limit = initialLimit;
    this.#priorityOf = options.priorityOf ?? defaultPriority;
    this.#probe = options.probe ?? loopProbe(SAMPLE_MS);
    this.#countShed = options.registry && overloadMetrics(options.registry, () => this.inspect());
    this.#timer = setInterval(this.#look, SAMPLE_MS);
    this.#timer.unref();
  }

  readonly step: HttpStep = ({ request, response, arrivedMs }, next) => {
    const priority = this.#priorityOf(request);
    if (priority === 'exempt') return next();
    if (this.#isInSlice(arrivedMs) && this.#admission.startAtOnce())
      return this.#start(response, next);
    return this.#wait(response, next, priority, arrivedMs);
  };

  inspect(): OverloadSnapshot {
    const { inFlight, queued, limit } = this.#admission;
    const overloaded = this.#admission.isStanding(performance.now());
    return { ...this.#sample, inFlight, queued, limit, overloaded };
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#probe.stop();
  }

  /** False in a turn that has gone on for more than a slice; a new turn is a new slice. */
  #isInSlice(nowMs: number): boolean {
    if (nowMs - this.#sliceStartMs <= SLICE_MS) return true;
    if (!this.#turnEnded) return false;
    this.#beginSlice(nowMs);
    return true;
  }

  #beginSlice(nowMs: number): void {
    this.#sliceStartMs = nowMs;
    this.#turnEnded = false;
    setImmediate(this.#endTurn);
  }

  readonly #endTurn = (): void => {
    this.#turnEnded = true;
  };

  #start(response: ServerResponse, next: Next): void | Promise<void> {
    if (this.#admission.inFlight > this.#peakInFlight)
      this.#peakInFlight = this.#admission.inFlight;
    whenEnded(response, this.#finished);
    return next();
  }

  readonly #finished = (): void => {
    this.#admission.finished();
    if (this.#admission.queued > 0) this.#drainSoon();
  };

  #wait(
    response: ServerResponse,
    next: Next,
    priority: QueuedPriority,
    sinceMs: number,
  ): Promise<void> {
    // It is started from elsewhere: the async context it came with must come along.
    const arrival = new AsyncResource('NINEFOLD_QUEUED_REQUEST');
    return new Promise((resolve) => {
      const left = (): void => {
        this.#admission.leave(entry, priority);
        resolve();
      };
      const waiter: Waiter = {
        start: () => {
          response.off('close', left);
          resolve(arrival.runInAsyncScope(() => this.#start(response, next)));
        },
        refuse: () => {
          response.off('close', left);
          this.#refuse(response);
          resolve();
        },
      };
      const { entry, displaced } = this.#admission.enqueue(waiter, priority, sinceMs);
      response.once('close', left);
      if (displaced) this.#carryOut(displaced);
      this.#drainSoon();
    });
  }

  #drainSoon(): void {
    if (this.#draining) return;
    this.#draining = true;
    setImmediate(this.#drain);
  }

  readonly #drain = (): void => {
    this.#draining = false;
    this.#beginSlice(performance.now());
    for (let now = this.#sliceStartMs; ; now = performance.now()) {
      if (now - this.#sliceStartMs > SLICE_MS) {
        this.#drainSoon();
        return;
      }
      const ruling = this.#admission.next(now);
      if (!ruling) break;
      this.#carryOut(ruling);
    }
    if (this.#admission.queued > 0) this.#reached = true;
  };

  #carryOut(ruling: Ruling<Waiter>): void {
    if (ruling.kind === 'start') {
      ruling.item.start();
    } else {
      ruling.item.refuse();
      this.#countShed?.(ruling.priority, ruling.reason);
    }
  }

  #refuse(response: ServerResponse): void {
    const { retryAfterS = 1, random = Math.random } = this.#options;
    const seconds = Math.ceil(retryAfterS * (1 + random()));
    response
      .writeHead(503, {
        'retry-after': String(seconds),
        // What Envoy's upstreams say: shed and not failed, so no reason to eject this process.
        'x-envoy-overloaded': 'true',
        'cache-control': 'no-store',
        'content-type': 'application/problem+json',
      })
      .end('{"title":"Overloaded","status":503}');
  }

  readonly #look = (): void => {
    this.#sample = this.#probe.sample();
    this.#limit = nextLimit(
      this.#limit,
      this.#sample,
      this.#reached,
      this.#peakInFlight,
      this.#options,
    );
    this.#admission.limit = Math.floor(this.#limit);
    this.#reached = false;
    this.#peakInFlight = this.#admission.inFlight;
    // What waits for a slot that does not come free is shed in time all the same.
    if (this.#admission.queued > 0) this.#drainSoon();
  };
}

function defaultPriority(request: IncomingMessage): Priority {
  return isOperational(request) ? 'exempt' : 'normal';
}
