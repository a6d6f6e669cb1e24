import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

import { Timer } from '@ninefold/resilience';
import type { Clock } from '@ninefold/resilience';

/** The caller's deadline has passed, so that nobody waits for the answer. */
export class DeadlineExceededError extends Error {
  override readonly name = 'DeadlineExceededError';
  readonly code = 'DEADLINE_EXCEEDED';

  constructor() {
    super("the request's deadline has passed");
  }
}

/** The client has closed its connection, so that nobody waits for the answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
  readonly code = 'CLIENT_GONE';

  constructor() {
    super('the client has gone');
  }
}

/** How long somebody waits for the answer to one request. */
export class RequestDeadline {
  readonly #clock: Clock;
  readonly #dueMs: number;
  readonly #response: ServerResponse;
  #controller: AbortController | undefined;

  /** @param dueMs monotonic, on `clock`; `Infinity` when the caller sets no deadline */
  constructor(clock: Clock, dueMs: number, response: ServerResponse) {
    this.#clock = clock;
    this.#dueMs = dueMs;
    this.#response = response;
  }

  /** Time left (ms), never below 0; `Infinity` when the caller sets no deadline. */
  get remainingMs(): number {
    return Math.max(this.#dueMs - this.#clock.monotonicMs(), 0);
  }

  /**
   * Aborted with a `DeadlineExceededError` when the deadline passes, and with a `ClientGoneError`
   * when the client closes its connection before the answer is out. Made when first asked for: a
   * handler that never looks costs no controller and no timer.
   */
  get signal(): AbortSignal {
    return (this.#controller ??= this.#watch()).signal;
  }

  #watch(): AbortController {
    const controller = new AbortController();
    const { remainingMs } = this;
    const response = this.#response;
    if (remainingMs === 0) controller.abort(new DeadlineExceededError());
    else if (isGone(response)) controller.abort(new ClientGoneError());
    else if (!response.writableFinished) {
      const timer = new Timer(() => {
        controller.abort(new DeadlineExceededError());
      });
      // Node's timers take no more than 2^31 - 1 ms: no request lasts 24 days.
      if (remainingMs !== Infinity)
        this.#clock.start(timer, Math.min(remainingMs, 2 ** 31 - 1), this.#clock.monotonicMs());
      response.once('close', () => {
        this.#clock.stop(timer);
        if (isGone(response)) controller.abort(new ClientGoneError());
      });
    }
    return controller;
  }
}

/** Whether the connection closed before the answer was out. */
export function isGone(response: ServerResponse): boolean {
  return response.destroyed && !response.writableFinished;
}

/** Set while a request with a deadline is handled, and while any is once somebody reads them. */
export const deadlines: AsyncLocalStorage<RequestDeadline> = new AsyncLocalStorage();

let read = false;

/** Whether anything in this process asks for the deadline of the request it works for. */
export function areRead(): boolean {
  return read;
}

/** From now on every request has its own, to tell whoever asks that the client has gone. */
export function willBeRead(): void {
  read = true;
}

/**
 * The deadline of the request being handled; undefined outside one. Of a request whose caller sets
 * none it has no end, and its signal tells that the client has gone. Such a request has one when it
 * began after the first call of this function or of `deadlineFetch` in the process: the async
 * context is not paid for where nobody looks.
 */
export function currentDeadline(): RequestDeadline | undefined {
  willBeRead();
  return deadlines.getStore();
}
