import { HttpStatusError, isIdempotent } from './http-status-error.ts';
import { doNotRetry } from './given-up.ts';
import type { AnyPolicy } from './policy.ts';

/** What is used of undici's controller of a request. */
export interface UndiciController {
  abort(reason: Error): void;
}

/** What is used of an undici handler (version 7). */
export interface UndiciHandler {
  onRequestStart?(controller: UndiciController, context: unknown): void;
  onRequestUpgrade?(
    controller: UndiciController,
    status: number,
    headers: unknown,
    socket: unknown,
  ): void;
  onResponseStart?(
    controller: UndiciController,
    status: number,
    headers: unknown,
    statusMessage?: string,
  ): void;
  onResponseData?(controller: UndiciController, chunk: unknown): void;
  onResponseEnd?(controller: UndiciController, trailers: unknown): void;
  onResponseError?(controller: UndiciController, error: Error): void;
}

/** What is used of the options of an undici dispatch. */
export interface UndiciDispatchOptions {
  readonly method: string;
  readonly origin?: string | URL | undefined;
  readonly body?: unknown;
  readonly headers?: unknown;
}

export interface UndiciInterceptorOptions {
  /**
   * Which statuses count as failures; they reach the caller as `HttpStatusError`.
   * Default: none, only errors count.
   */
  readonly failOnStatus?: (status: number) => boolean;
  /** The key of a request, for keyed guards. Default: the origin. */
  readonly key?: (options: UndiciDispatchOptions) => string;
}

type Dispatch<O, H> = (options: O, handler: H) => boolean;

/** Stands in for undici's when a guard turned the call away before any request began. */
const NO_REQUEST = {
  aborted: true,
  paused: false,
  reason: null,
  abort(): void {},
  pause(): void {},
  resume(): void {},
};

/**
 * An undici (7) interceptor: `new Agent().compose(undiciInterceptor(guard(…)))`. Guards watch until
 * the response begins; from there on the body belongs to the caller. What may not be done twice
 * (POST and PATCH, a body that is a stream) is not retried.
 */
export function undiciInterceptor(
  policy: AnyPolicy<never>,
  options: UndiciInterceptorOptions = {},
): <O extends UndiciDispatchOptions, H extends UndiciHandler>(
  dispatch: Dispatch<O, H>,
) => Dispatch<O, H> {
  const { failOnStatus, key = ({ origin }) => String(origin) } = options;
  return (dispatch) => (request, handler) => {
    const once = !isIdempotent(request.method) || isStream(request.body);
    let controller: UndiciController = NO_REQUEST;
    policy
      .execute(
        (context) =>
          new Promise<void>((resolve, reject) => {
            const fail = (error: Error): void => {
              if (once) doNotRetry(error);
              reject(error);
            };
            const attempt = new Attempt(handler, context.signal, failOnStatus, resolve, fail);
            attempt.onController = (own) => {
              controller = own;
            };
            dispatch(request, attempt as unknown as typeof handler);
          }),
        { key: key(request) },
      )
      .catch((error: unknown) => {
        handler.onResponseError?.(controller, error as Error);
      });
    return true;
  };
}

function isStream(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return !(body instanceof Uint8Array) && (Symbol.asyncIterator in body || 'pipe' in body);
}

/** The handler of one attempt: passes on a response, and keeps a failure for the guards. */
class Attempt implements UndiciHandler {
  onController: (controller: UndiciController) => void = () => {};
  #begun = false;
  #failed = false;
  readonly #handler: UndiciHandler;
  readonly #signal: AbortSignal;
  readonly #failOnStatus: ((status: number) => boolean) | undefined;
  readonly #resolve: () => void;
  readonly #reject: (error: Error) => void;
  #stopListening: () => void = () => {};

  constructor(
    handler: UndiciHandler,
    signal: AbortSignal,
    failOnStatus: ((status: number) => boolean) | undefined,
    resolve: () => void,
    reject: (error: Error) => void,
  ) {
    this.#handler = handler;
    this.#signal = signal;
    this.#failOnStatus = failOnStatus;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onRequestStart(controller: UndiciController, context: unknown): void {
    const abort = (): void => {
      controller.abort(this.#signal.reason as Error);
    };
    this.onController(controller);
    // Given up while it waited for a connection: nothing is sent, and nobody is left to tell.
    if (this.#signal.aborted) {
      abort();
      return;
    }
    this.#signal.addEventListener('abort', abort);
    this.#stopListening = () => {
      this.#signal.removeEventListener('abort', abort);
    };
    this.#handler.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(
    controller: UndiciController,
    status: number,
    headers: unknown,
    socket: unknown,
  ): void {
    this.#begin();
    this.#handler.onRequestUpgrade?.(controller, status, headers, socket);
  }

  onResponseStart(
    controller: UndiciController,
    status: number,
    headers: unknown,
    statusMessage?: string,
  ): void {
    // An informational response is not the answer yet.
    if (status < 200) return;
    if (this.#failOnStatus?.(status)) {
      this.#fail(new HttpStatusError(status, headers));
      return;
    }
    this.#begin();
    this.#handler.onResponseStart?.(controller, status, headers, statusMessage);
  }

  onResponseData(controller: UndiciController, chunk: unknown): void {
    if (this.#begun) this.#handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: UndiciController, trailers: unknown): void {
    if (this.#begun) this.#handler.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: UndiciController, error: Error): void {
    if (this.#begun) this.#handler.onResponseError?.(controller, error);
    else this.#fail(error);
  }

  #begin(): void {
    this.#begun = true;
    this.#stopListening();
    this.#resolve();
  }

  #fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#stopListening();
    this.#reject(error);
  }
}
