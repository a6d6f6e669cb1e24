import { outerOf } from './call.ts';
import type { Call } from './call.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { Scope, watch } from './scope.ts';

export interface SingleFlightOptions {
  readonly name?: string;
}

export interface SingleFlightEvent extends GuardEvent {
  /** `started`: the operation is called. `joined`: a call under way is shared. */
  readonly type: 'started' | 'joined';
}

/** An operation that several callers wait for. */
interface Flight {
  readonly shared: Scope;
  readonly answer: Promise<unknown>;
  passengers: number;
}

/** One call for all who ask the same at once. Make it with `singleFlight`. */
export class SingleFlight extends Policy<never, SingleFlightEvent> {
  declare readonly kind: 'single-flight';
  readonly #flights = new Map<string, Flight>();
  #joined = 0;

  constructor(options: SingleFlightOptions) {
    super('single-flight', options.name);
  }

  around(next: Step): Step {
    const flights = this.#flights;
    return (call) => {
      const { key } = call;
      if (key === undefined) return next(call);
      let flight = flights.get(key);
      // A call made within the flight's own operation would wait for itself.
      if (flight && isWithin(call, flight.shared)) return next(call);
      this.emit?.({ type: flight ? 'joined' : 'started', key });
      const forget = (): void => {
        if (flights.get(key) === flight) flights.delete(key);
      };
      if (flight) {
        this.#joined++;
      } else {
        const shared = new Scope(call.fn, undefined, {
          key,
          priority: call.priority,
          origin: call,
        });
        // Called before the flight is there to join: a call made within would wait for itself.
        flight = { shared, answer: next(shared), passengers: 0 };
        flights.set(key, flight);
        flight.answer.then(forget, forget);
      }
      return board(flight, call, forget);
    };
  }

  protected override facts(): object {
    return { inFlight: this.#flights.size, joined: this.#joined };
  }
}

/**
 * Calls with the same key at the same time share one operation and its answer. Who aborts leaves
 * alone; the operation is aborted when all have left. It runs under no one caller's deadline: put
 * a timeout inside to bound it. Calls without a key are not shared, nor is a call made within the
 * operation itself (its context given as `parent`). Do not share what can be read only once, such as
 * a `Response`.
 */
export function singleFlight(options: SingleFlightOptions = {}): SingleFlight {
  return new SingleFlight(options);
}

/** One more who waits for the flight's answer, until they leave. */
function board(flight: Flight, call: Call, forget: () => void): Promise<unknown> {
  flight.passengers++;
  return new Promise((resolve, reject) => {
    const watcher = watch(call, (reason) => {
      reject(reason);
      if (--flight.passengers > 0) return;
      forget();
      flight.shared.abort(reason);
    });
    flight.answer
      .finally(() => {
        watcher?.unlink();
      })
      .then(resolve, reject);
  });
}

/** Whether `call` is `other` or a part of it. */
function isWithin(call: Call, other: Call): boolean {
  for (let at: Call | undefined = call; at; at = outerOf(at)) if (at === other) return true;
  return false;
}
