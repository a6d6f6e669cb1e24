import type { IncomingMessage, ServerResponse } from 'node:http';

import type { HttpExchange, HttpStep, Next } from '../http/step.ts';
import { type Decision, decide, settles } from './decide.ts';
import { fingerprintOf, operationId } from './fingerprint.ts';
import { type HeldResponse, holdResponse } from './held-response.ts';
import { parseKey } from './key.ts';
import { type Problem, problems, renderProblem } from './problem.ts';
import { readAhead } from './request-body.ts';
import type { Attempt, IdempotencyStore, StoredResult } from './store.ts';
import { type IdempotencyTime, systemTime } from './time.ts';

export interface IdempotencyOptions {
  readonly store: IdempotencyStore;
  /**
   * Whose key it is: a tenant or an account, the same in every retry. Not a token, which may be
   * renewed between two retries. Keys of different principals never meet.
   */
  readonly principal: (request: IncomingMessage) => string | Promise<string>;
  /** Default POST and PATCH; other methods pass. */
  readonly methods?: readonly string[];
  /** Which requests it is for, beside the method. Default: all. */
  readonly applies?: (exchange: HttpExchange) => boolean;
  /** Whether a request without a key gets 400 (default) or passes, done as often as it is sent. */
  readonly required?: boolean;
  /** Whether a key may come without quotes, against the draft. Default false. */
  readonly allowBareKeys?: boolean;
  /** How long a result is replayed (ms). Default 24 h. */
  readonly ttlMs?: number;
  /** So long an attempt has its operation to itself (ms): more than the longest work. Default 30 s. */
  readonly leaseMs?: number;
  /**
   * How long a duplicate waits for the first attempt before it gets 409 (ms). Default 2 s; 0 refuses
   * it at once, as the draft has it.
   */
  readonly waitMs?: number;
  /** Whether an answer is kept. Default: below 500, but for 408, 425 and 429. */
  readonly keep?: (status: number) => boolean;
  /** The headers that are kept and replayed, in lower case. Default: those of the content. */
  readonly headers?: readonly string[];
  /** Of the request's body, which is held in memory. Default 1 MiB; beyond it 413. */
  readonly maxRequestBytes?: number;
  /** Of the answer's body. Default 1 MiB; a longer one can't be replayed, and is a 503. */
  readonly maxResultBytes?: number;
  /** A page that explains the rules: the `type` of every problem. */
  readonly documentation?: string;
  /** Told why a client got 503: an error of the store. Default: nobody. */
  readonly onProblem?: (error: unknown) => void;
  readonly time?: IdempotencyTime;
}

/** Headers that describe the content: nothing of the session, the connection or the moment. */
const CONTENT_HEADERS: readonly string[] = [
  'content-type',
  'content-encoding',
  'content-language',
  'content-location',
  'content-disposition',
  'etag',
  'last-modified',
  'link',
  'location',
  'vary',
];

type Settings = Required<Omit<IdempotencyOptions, 'applies' | 'documentation'>> &
  Pick<IdempotencyOptions, 'applies' | 'documentation'>;

/**
 * A step that does an operation once for each `Idempotency-Key` and replays its first answer, after
 * draft-ietf-httpapi-idempotency-key-header-07. It comes after authentication and before anything
 * that reads the body. The answer is held back until the store has it, so that what a client was
 * told is what every retry will be told.
 *
 * @throws RangeError for a time or a bound that is none
 */
export function idempotency(options: IdempotencyOptions): HttpStep {
  const settings: Settings = {
    methods: ['POST', 'PATCH'],
    required: true,
    allowBareKeys: false,
    ttlMs: 24 * 60 * 60 * 1000,
    leaseMs: 30_000,
    waitMs: 2_000,
    keep: settles,
    headers: CONTENT_HEADERS,
    maxRequestBytes: 1024 * 1024,
    maxResultBytes: 1024 * 1024,
    onProblem: () => undefined,
    time: systemTime,
    ...options,
  };
  for (const name of ['ttlMs', 'leaseMs', 'maxRequestBytes', 'maxResultBytes'] as const) {
    if (!(settings[name] > 0)) throw new RangeError(`${name} must be more than 0`);
  }
  if (!(settings.waitMs >= 0)) throw new RangeError('waitMs must be 0 or more');
  return (exchange, next) => takeStep(settings, exchange, next);
}

async function takeStep(settings: Settings, exchange: HttpExchange, next: Next): Promise<void> {
  const { request, response } = exchange;
  if (!settings.methods.includes(request.method ?? '')) return next();
  if (settings.applies?.(exchange) === false) return next();
  const field = request.headers['idempotency-key'];
  const parsed = parseKey(field === undefined ? undefined : String(field), settings.allowBareKeys);
  if (parsed.kind === 'missing') {
    return settings.required ? refuse(settings, response, problems.missing) : next();
  }
  if (parsed.kind === 'invalid') {
    return refuse(settings, response, problems.invalid(parsed.why));
  }
  const read = await readAhead(request, settings.maxRequestBytes);
  if (read.kind === 'cut') return;
  if (read.kind === 'too-large') {
    return refuse(settings, response, problems.tooLarge(settings.maxRequestBytes));
  }
  const [path, query] = splitTarget(targetOf(request));
  const principal = await settings.principal(request);
  const decision = await claimOrWait(settings, exchange, {
    id: operationId({ principal, method: request.method ?? '', path, key: parsed.key }),
    fingerprint: fingerprintOf(query, read.body),
  });
  switch (decision.kind) {
    case 'run':
      return run(settings, exchange, next, decision.attempt);
    case 'replay':
      return replay(response, decision.result);
    case 'other-payload':
      return refuse(settings, response, problems.otherPayload);
    case 'in-progress':
      return refuse(settings, response, problems.inProgress);
    case 'unavailable':
      return refuse(settings, response, problems.unavailable);
    case 'gone':
  }
}

/** Express shortens `url` below a mount point, and keeps the whole one here. */
function targetOf(request: IncomingMessage & { readonly originalUrl?: string }): string {
  return request.originalUrl ?? request.url ?? '/';
}

function splitTarget(target: string): [string, string] {
  const at = target.indexOf('?');
  return at === -1 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
}

type Outcome =
  | Exclude<Decision, { readonly kind: 'look-again' }>
  | { readonly kind: 'unavailable' }
  /** The client left while it waited. */
  | { readonly kind: 'gone' };

/** Claims the operation, again and again while another attempt has it and there is time. */
async function claimOrWait(
  { store, leaseMs, ttlMs, waitMs, time, onProblem }: Settings,
  { request, response }: HttpExchange,
  { id, fingerprint }: { readonly id: string; readonly fingerprint: string },
): Promise<Outcome> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once('close', leave);
  const startMs = time.monotonicMs();
  try {
    for (let looks = 0; !gone.signal.aborted; looks++) {
      const claim = await store.claim({ id, fingerprint, leaseMs, ttlMs, request });
      const waitedMs = time.monotonicMs() - startMs;
      const decision = decide(claim, { fingerprint, waitedMs, waitMs, looks });
      if (decision.kind !== 'look-again') return decision;
      await time.sleep(decision.delayMs, gone.signal).catch(() => undefined);
    }
    return { kind: 'gone' };
  } catch (error) {
    onProblem(error);
    return { kind: 'unavailable' };
  } finally {
    response.off('close', leave);
  }
}

/**
 * Has the work done and its answer kept, and only then lets the client see it. Resolves when the
 * handler has returned, which may be before it has answered: Hono answers from what it returned.
 */
async function run(
  settings: Settings,
  { response }: HttpExchange,
  next: Next,
  attempt: Attempt,
): Promise<void> {
  const held = holdResponse(response, settings.maxResultBytes);
  const failed = new AbortController();
  void conclude(settings, response, held, attempt, failed.signal);
  try {
    await next();
  } catch (error) {
    // It has answered already; what went wrong after that changes nothing for the client.
    if (!held.letGo()) {
      settings.onProblem(error);
      return;
    }
    failed.abort();
    await release(settings, attempt, true);
    throw error;
  }
}

/** What becomes of the answer; never rejects. */
async function conclude(
  settings: Settings,
  response: ServerResponse,
  held: HeldResponse,
  attempt: Attempt,
  failed: AbortSignal,
): Promise<void> {
  const settled = new AbortController();
  const lease = settings.time.sleep(settings.leaseMs, AbortSignal.any([failed, settled.signal]));
  const how = await Promise.race([
    held.ended,
    lease.then(
      () => 'late' as const,
      () => 'failed' as const,
    ),
  ]);
  settled.abort();
  switch (how) {
    case 'failed':
      return;
    case 'late':
      refuse(settings, held, problems.late);
      return release(settings, attempt, false);
    case 'too-long':
      settings.onProblem(new RangeError(`an answer has over ${settings.maxResultBytes} bytes`));
      await release(settings, attempt, false);
      return refuse(settings, held, problems.unconfirmed);
    case 'ended':
      if (!settings.keep(response.statusCode)) {
        await release(settings, attempt, true);
        held.send();
      } else if (await isKept(settings, attempt, resultOf(response, held, settings.headers))) {
        held.send();
      } else refuse(settings, held, problems.unconfirmed);
  }
}

async function release(
  { onProblem }: Settings,
  attempt: Attempt,
  workHasEnded: boolean,
): Promise<void> {
  try {
    await attempt.release({ workHasEnded });
  } catch (error) {
    // The lease ends by itself.
    onProblem(error);
  }
}

async function isKept(
  { onProblem }: Settings,
  attempt: Attempt,
  result: StoredResult,
): Promise<boolean> {
  try {
    return (await attempt.keep(result)) === 'kept';
  } catch (error) {
    onProblem(error);
    return false;
  }
}

function resultOf(
  response: ServerResponse,
  held: HeldResponse,
  names: readonly string[],
): StoredResult {
  const headers: Record<string, string | readonly string[]> = {};
  for (const name of names) {
    const value = response.getHeader(name);
    if (value !== undefined) headers[name] = typeof value === 'number' ? String(value) : value;
  }
  return { status: response.statusCode, headers, body: held.body() };
}

function replay(response: ServerResponse, { status, headers, body }: StoredResult): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('idempotent-replayed', 'true');
  response.end(body);
}

function refuse(
  { documentation }: Settings,
  response: ServerResponse | HeldResponse,
  problem: Problem,
): void {
  const { status, headers, body } = renderProblem(problem, documentation);
  if ('replace' in response) {
    response.replace(status, headers, body);
    return;
  }
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}
