import { field, listOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import type { CodeCall } from '../../audit/read/code.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { percent, seconds } from './words.ts';

const amazon = 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/';
const sre = 'https://sre.google/sre-book/addressing-cascading-failures/';

/** What stands around the calls that one function makes. */
interface Guarded {
  readonly part: Part;
  readonly function: string;
  readonly calls: readonly { readonly call: CodeCall; readonly path: readonly Step[] }[];
}

function* functions(world: World): Generator<Guarded> {
  for (const part of world.part('calls')) {
    const all = (listOf(field(part.data, 'calls')) as readonly CodeCall[]).map((call, index) => ({
      call,
      path: ['calls', index] as const,
    }));
    const names = new Set(all.map(({ call }) => call.within));
    for (const name of names) {
      if (name !== '')
        yield { part, function: name, calls: all.filter(({ call }) => call.within === name) };
    }
  }
}

function decorator(one: Guarded, name: RegExp): Guarded['calls'][number] | undefined {
  return one.calls.find(({ call }) => call.isDecorator && name.test(call.name));
}

function arg(call: CodeCall | undefined, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = call?.args[name];
    if (typeof value === 'number') return value;
  }
  return undefined;
}

function request(one: Guarded): Guarded['calls'][number] | undefined {
  return one.calls.find(
    ({ call }) => !call.isDecorator && /^(?:get|post|put|delete|request|fetch)$/.test(call.name),
  );
}

/** Retries as the decorators of one function say; defaults are those of `tenacity`-like helpers. */
function retryOf(
  one: Guarded,
):
  | { path: readonly Step[]; retries: number; sleepS: number; timeoutS: number; call: CodeCall }
  | undefined {
  const found = decorator(one, /^retry/i);
  if (found === undefined) return undefined;
  const retries = arg(found.call, 'max_retries', 'retries', 'max_attempts', 'tries') ?? 3;
  const base = arg(found.call, 'base_delay', 'delay', 'backoff') ?? 1;
  const factor = arg(found.call, 'exponential_base', 'factor') ?? 2;
  const most = arg(found.call, 'max_delay') ?? 60;
  let sleepS = 0;
  for (let i = 0; i < Math.min(retries, 100); i += 1) sleepS += Math.min(base * factor ** i, most);
  return {
    path: found.path,
    retries,
    sleepS,
    timeoutS: arg(request(one)?.call, 'timeout') ?? 0,
    call: found.call,
  };
}

export const callRules: readonly Rule[] = [
  {
    id: 'X11',
    title: 'retries that outlive their caller',
    severity: 'critical',
    item: 'retry',
    reads: 'retry decorators, request timeouts, upstream deadline',
    source: amazon,
    *check(world, { upstreamDeadlineMs }): Generator<Sighting> {
      for (const one of functions(world)) {
        const retry = retryOf(one);
        if (retry === undefined || retry.timeoutS === 0) continue;
        const total = (retry.retries + 1) * retry.timeoutS + retry.sleepS;
        const base = {
          part: one.part,
          path: retry.path,
          why: `${retry.retries + 1} attempts x ${retry.timeoutS} s + pauses ${Number(retry.sleepS.toFixed(1))} s`,
          fix: 'a deadline for all attempts together, handed on to each',
        };
        if (upstreamDeadlineMs === undefined)
          yield {
            ...base,
            message: `${one.function} may take ${seconds(total)}`,
            missing: ['upstreamDeadlineMs'],
            severity: 'low',
          };
        else if (total * 1000 > upstreamDeadlineMs)
          yield {
            ...base,
            message: `${one.function} may take ${seconds(total)}, and its caller waits ${seconds(upstreamDeadlineMs / 1000)}`,
          };
      }
    },
  },
  {
    id: 'X12',
    title: 'a retry that makes an overload worse',
    severity: 'high',
    item: 'retry',
    reads: 'retry decorators, breakers',
    source: sre,
    *check(world): Generator<Sighting> {
      for (const one of functions(world)) {
        const retry = retryOf(one);
        if (
          retry === undefined ||
          retry.retries + 1 <= 4 ||
          decorator(one, /circuit|breaker/i) !== undefined
        )
          continue;
        yield {
          part: one.part,
          path: retry.path,
          message: `${one.function} asks ${retry.retries + 1} times, without a breaker or a budget`,
          why: `while the callee is down its load is ${retry.retries + 1} times the usual, and with three such layers ${(retry.retries + 1) ** 3} times`,
          fix: 'retries of 10% of the calls at most, at one layer only',
        };
      }
    },
  },
  {
    id: 'X13',
    title: 'a client less patient than the failover',
    severity: 'high',
    item: 'retry',
    reads: 'retry decorators, RTO',
    source: 'sum of pauses >= RTO: a refused connection takes no time',
    *check(world, { rtoMs }): Generator<Sighting> {
      for (const one of functions(world)) {
        const retry = retryOf(one);
        if (retry === undefined || (rtoMs !== undefined && retry.sleepS * 1000 >= rtoMs)) continue;
        yield {
          part: one.part,
          path: retry.path,
          message: `${one.function} gives up after ${seconds(retry.sleepS)} of refusals${rtoMs === undefined ? '' : `, and a failover may take ${seconds(rtoMs / 1000)}`}`,
          why: `a refused connection takes no time: only the ${retry.retries} pauses count, ${seconds(retry.sleepS)} together`,
          fix: 'more attempts with longer pauses, within the deadline',
          ...(rtoMs === undefined ? { missing: ['rtoMs'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'X14',
    title: 'a breaker that opens after the pool is full',
    severity: 'medium',
    item: 'breaker',
    reads: 'breaker thresholds, timeouts, request rate',
    source: 'concurrency = rate x timeout (Little)',
    *check(world, { requestsPerSecond: rate }): Generator<Sighting> {
      for (const one of functions(world)) {
        const found = decorator(one, /circuit|breaker/i);
        const timeoutS = arg(request(one)?.call, 'timeout');
        if (found === undefined || timeoutS === undefined) continue;
        if (rate === undefined) {
          yield {
            part: one.part,
            path: found.path,
            message: `how many calls of ${one.function} hang before its breaker opens is not known`,
            why: `rate x ${timeoutS} s wait at once`,
            fix: 'the peak load',
            missing: ['requestsPerSecond'],
            severity: 'low',
          };
        } else if (rate * timeoutS > 200) {
          yield {
            part: one.part,
            path: found.path,
            message: `${Math.round(rate * timeoutS)} calls of ${one.function} hang before the first one fails`,
            why: `${rate}/s x ${timeoutS} s: a breaker counts what has ended; until then nothing bounds what has not`,
            fix: 'a bulkhead around it, and a shorter timeout',
          };
        }
      }
    },
  },
  {
    id: 'X15',
    title: 'a breaker with consecutive failures only',
    severity: 'low',
    item: 'breaker',
    reads: 'breaker thresholds',
    source: 'https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker',
    *check(world): Generator<Sighting> {
      for (const one of functions(world)) {
        const found = decorator(one, /circuit|breaker/i);
        if (found === undefined || arg(found.call, 'failure_threshold') === undefined) continue;
        if (Object.keys(found.call.args).some((key) => /rate|ratio|window|percent/i.test(key)))
          continue;
        yield {
          part: one.part,
          path: [...found.path, 'args', 'failure_threshold'],
          message: `the breaker of ${one.function} counts ${String(found.call.args['failure_threshold'])} failures, whatever the number of calls`,
          why: `it is kept closed by one success in ${String(found.call.args['failure_threshold'])}: at ${percent(0.6)} errors it never opens`,
          fix: 'a share of failures over a window, with a least number of calls',
        };
      }
    },
  },
  {
    id: 'X16',
    title: 'a recovery longer than the promise',
    severity: 'medium',
    item: 'breaker',
    reads: 'breaker recovery time, RTO',
    source: 'a breaker adds up to its open time to each recovery',
    *check(world, { rtoMs }): Generator<Sighting> {
      for (const one of functions(world)) {
        const found = decorator(one, /circuit|breaker/i);
        const open = arg(found?.call, 'recovery_timeout', 'reset_timeout', 'open_for');
        if (found === undefined || open === undefined) continue;
        if (rtoMs !== undefined && open * 1000 <= rtoMs) continue;
        const rto = rtoMs === undefined ? 'the RTO' : seconds(rtoMs / 1000);
        yield {
          part: one.part,
          path: [...found.path, 'args'],
          message: `the breaker of ${one.function} stays open ${seconds(open)}${rtoMs === undefined ? '' : `, and the RTO is ${rto}`}`,
          why: `a callee that is back after a second is refused for up to ${seconds(open)}`,
          fix: `an open time below ${rto}`,
          ...(rtoMs === undefined ? { missing: ['rtoMs'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'X17',
    title: 'a call without a timeout',
    severity: 'high',
    item: 'timeouts',
    reads: 'requests',
    source: 'https://requests.readthedocs.io/en/latest/user/advanced/#timeouts (none by default)',
    *check(world): Generator<Sighting> {
      for (const part of world.part('calls')) {
        for (const [index, call] of (
          listOf(field(part.data, 'calls')) as readonly CodeCall[]
        ).entries()) {
          const at = part.locate(['calls', index]);
          const isRequests =
            part.text.slice(Math.max(0, at.offset - 9), at.offset).endsWith('requests.') ||
            part.text.startsWith('requests.', at.offset);
          if (call.isDecorator || !isRequests || 'timeout' in call.args || '**kwargs' in call.args)
            continue;
          yield {
            part,
            path: ['calls', index],
            message: `requests.${call.name} has no timeout`,
            why: 'requests waits for ever: one callee that hangs takes every thread',
            fix: 'timeout=(1, 5), below the caller’s deadline',
          };
        }
      }
    },
  },
  {
    id: 'X18',
    title: 'a retry on errors that never come',
    severity: 'high',
    item: 'retry',
    reads: 'retryable exceptions, libraries',
    source:
      'https://requests.readthedocs.io/en/latest/api/#exceptions (requests.ConnectionError is no builtin ConnectionError)',
    *check(world): Generator<Sighting> {
      for (const one of functions(world)) {
        const found = decorator(one, /^retry/i);
        const kinds = String(
          found?.call.args['retryable_exceptions'] ?? found?.call.args['exceptions'] ?? '',
        );
        const asks = request(one);
        if (
          found === undefined ||
          asks === undefined ||
          !/(?:^|[^.\w])(?:ConnectionError|TimeoutError)/.test(kinds)
        )
          continue;
        if (
          !/\brequests\./.test(one.part.text) ||
          /requests\.(?:exceptions\.)?ConnectionError/.test(one.part.text)
        )
          continue;
        yield {
          part: one.part,
          path: found.path,
          message: `${one.function} retries ${kinds.replace(/[()]/g, '')}, which requests never raises`,
          why: "requests raises its own exceptions, which are no kind of Python's: not one call is tried again",
          fix: 'requests.exceptions.ConnectionError and requests.exceptions.Timeout',
        };
      }
    },
  },
  {
    id: 'X19',
    title: 'writes repeated without a key',
    severity: 'high',
    item: 'idempotency',
    reads: 'retries around POST',
    source: 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/',
    *check(world): Generator<Sighting> {
      for (const one of functions(world)) {
        const retry = decorator(one, /^retry/i);
        const asks = one.calls.find(({ call }) => !call.isDecorator && call.name === 'post');
        if (retry === undefined || asks === undefined || /idempotency[-_]key/i.test(one.part.text))
          continue;
        yield {
          part: one.part,
          path: retry.path,
          message: `${one.function} repeats a POST without an idempotency key`,
          why: 'after a lost answer the first one may have been done: the second does it again',
          fix: 'an Idempotency-Key header, the same in each attempt',
        };
      }
    },
  },
  {
    id: 'X20',
    title: 'a bulkhead that does not bound',
    severity: 'high',
    item: 'breaker',
    reads: 'bulkhead decorators, thread pools',
    source:
      'https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.cancel (a running call can not be cancelled)',
    *check(world): Generator<Sighting> {
      for (const one of functions(world)) {
        const found = decorator(one, /bulkhead/i);
        if (
          found === undefined ||
          !/ThreadPoolExecutor/.test(one.part.text) ||
          /BoundedSemaphore|max_queue|_work_queue\.qsize/.test(one.part.text)
        )
          continue;
        yield {
          part: one.part,
          path: found.path,
          message: `the bulkhead of ${one.function} queues without a bound`,
          why: 'a thread pool takes any number of waiting calls, and a call that is given up goes on in its thread: while the callee hangs, all wait their whole timeout',
          fix: 'a semaphore that refuses at once, and a timeout inside the call',
        };
      }
    },
  },
];
