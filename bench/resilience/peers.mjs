// The guards under test, each library's by its own best means, behind one shape.
import * as cockatiel from 'cockatiel';
import CircuitBreaker from 'opossum';
import * as ours from '@ninefold/resilience';

export { cockatiel, CircuitBreaker, ours };

/** The smallest correct breaker by consecutive failures that one would write by hand. */
export class FloorBreaker {
  failures = 0;
  open = false;

  async execute(fn) {
    if (this.open) throw new Error('open');
    try {
      const value = await fn();
      this.failures = 0;
      return value;
    } catch (error) {
      if (++this.failures >= 5) this.open = true;
      throw error;
    }
  }
}

/** This library, as the trap scripts want it. */
export const ninefold = {
  name: '@ninefold/resilience',
  cancels: true,
  breaker({ failures, openMs, isFailure }) {
    const failOn = isFailure === undefined ? {} : { failOn: isFailure };
    const policy = ours.breaker(ours.consecutive(failures), { openMs, ...failOn });
    const onStateChange = (listener) =>
      policy.on(({ type }) => {
        if (type === 'state') listener();
      });
    return { ...guardedByUs(policy), onStateChange };
  },
  bulkhead: (maxConcurrent, maxQueue) => guardedByUs(ours.bulkhead({ maxConcurrent, maxQueue })),
  plainBulkhead: (maxConcurrent) => guardedByUs(ours.bulkhead({ maxConcurrent })),
  timeout: (ms) => guardedByUs(ours.timeout(ms)),
  retry: (maxAttempts) => guardedByUs(ours.retry({ maxAttempts, backoff: ours.constant(1) })),
};

function guardedByUs(policy, parent) {
  return {
    execute: (fn, signal) =>
      policy.execute((context) => fn(context.signal, guardedByUs(policy, context)), {
        signal,
        parent,
      }),
  };
}

/** cockatiel 4. */
export const cockatielSubject = {
  name: 'cockatiel',
  cancels: true,
  breaker({ failures, openMs, isFailure }) {
    const handled = isFailure === undefined ? cockatiel.handleAll : cockatiel.handleWhen(isFailure);
    const policy = cockatiel.circuitBreaker(handled, {
      halfOpenAfter: openMs,
      breaker: new cockatiel.ConsecutiveBreaker(failures),
    });
    return {
      ...guardedByCockatiel(policy),
      onStateChange: (listener) => policy.onStateChange(listener),
    };
  },
  bulkhead: (slots, queue) => guardedByCockatiel(cockatiel.bulkhead(slots, queue)),
  plainBulkhead: (slots) => guardedByCockatiel(cockatiel.bulkhead(slots)),
  timeout: (ms) => guardedByCockatiel(cockatiel.timeout(ms, cockatiel.TimeoutStrategy.Aggressive)),
  // Its maxAttempts counts retries.
  retry: (attempts) =>
    guardedByCockatiel(
      cockatiel.retry(cockatiel.handleAll, {
        maxAttempts: attempts - 1,
        backoff: new cockatiel.ConstantBackoff(1),
      }),
    ),
};

function guardedByCockatiel(policy) {
  return { execute: (fn, signal) => policy.execute(({ signal: inner }) => fn(inner), signal) };
}

/** opossum 10: one circuit breaker with a timeout and a capacity inside. */
export const opossumSubject = {
  name: 'opossum',
  cancels: false,
  breaker({ failures, openMs, isFailure }) {
    // It opens by a percentage: 1 % of at least so many calls comes nearest.
    const errorFilter =
      isFailure === undefined ? {} : { errorFilter: (error) => !isFailure(error) };
    const circuit = opossum({
      resetTimeout: openMs,
      errorThresholdPercentage: 1,
      volumeThreshold: failures,
      ...errorFilter,
    });
    return {
      ...guardedByOpossum(circuit),
      onStateChange: (listener) => circuit.on('open', listener),
    };
  },
  bulkhead: undefined,
  // Its capacity turns calls away; there is no queue.
  plainBulkhead: (slots) => guardedByOpossum(opossum({ capacity: slots })),
  timeout: (timeout) =>
    guardedByOpossum(
      opossum({ timeout, errorThresholdPercentage: 100, autoRenewAbortController: true }, true),
    ),
  retry: undefined,
};

function opossum(options, abortable = false) {
  const controller = abortable ? { abortController: new AbortController() } : {};
  const circuit = new CircuitBreaker((fn) => fn(circuit.getSignal?.()), {
    timeout: false,
    ...options,
    ...controller,
  });
  return circuit;
}

function guardedByOpossum(circuit) {
  return { execute: (fn) => circuit.fire(fn) };
}
