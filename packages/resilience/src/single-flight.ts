import { Call } from './call.ts';
import type { Watcher, WatcherList } from './call.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';

export interface SingleFlightOptions {
  readonly name?: string;
}

export interface SingleFlightEvent extends GuardEvent {
  /** `started`: the operation is called. `joined`: a call under way is shared. */
  readonly type: 'started' | 'joined';
}

/** One call for all who ask the same at once. Make it with `singleFlight`. */
export class SingleFlight extends Policy<never, SingleFlightEvent> {
  readonly kind = 'single-flight';
  /** @internal */
  readonly flights: Map<string, Flight> = new Map();
  /** @internal */
  joined = 0;

  constructor(options: SingleFlightOptions) {
    super(options.name ?? 'single-flight');
  }

  around(next: Step | undefined): Step {
    return new SingleFlightStep(this, next);
  }

  inspect(): Inspection {
    const { kind, name, joined } = this;
    return { kind, name, inFlight: this.flights.size, joined };
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

class SingleFlightStep extends Step {
  private readonly policy: SingleFlight;

  constructor(policy: SingleFlight, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { key } = call;
    if (key === undefined) return proceed(this.next, call);
    const { policy } = this;
    let flight = policy.flights.get(key);
    // A call made within the flight's own operation would wait for itself.
    if (flight !== undefined && call.isWithin(flight.shared)) return proceed(this.next, call);
    const joins = flight !== undefined;
    if (policy.listeners !== undefined) policy.emit({ type: joins ? 'joined' : 'started', key });
    if (flight === undefined) {
      flight = new Flight(policy.flights, key, call);
      policy.flights.set(key, flight);
      flight.begin(this.next);
    } else {
      policy.joined++;
    }
    return flight.join(call);
  }
}

/**
 * The call that several share. It has no parent, since the first caller's deadline and cancellation
 * are not the others'; but what it calls is still part of what the first caller began, so that
 * nothing in there waits for a slot or a flight that waits for it.
 */
class SharedCall extends Call {
  private readonly origin: Call;

  constructor(origin: Call, key: string) {
    super(origin.fn, undefined, { key, priority: origin.priority });
    this.origin = origin;
  }

  override holdsSlotOf(bulkhead: object): boolean {
    return super.holdsSlotOf(bulkhead) || this.origin.holdsSlotOf(bulkhead);
  }

  override isWithin(other: Call): boolean {
    return super.isWithin(other) || this.origin.isWithin(other);
  }
}

/** An operation that several callers wait for. */
class Flight {
  private readonly flights: Map<string, Flight>;
  private readonly key: string;
  readonly shared: Call;
  private answer: Promise<unknown> = Promise.resolve();
  private passengers = 0;

  constructor(flights: Map<string, Flight>, key: string, first: Call) {
    this.flights = flights;
    this.key = key;
    this.shared = new SharedCall(first, key);
  }

  begin(next: Step | undefined): void {
    this.answer = proceed(next, this.shared);
    const land = (): void => {
      this.forget();
    };
    this.answer.then(land, land);
  }

  join(call: Call): Promise<unknown> {
    this.passengers++;
    if (!call.abortable) return this.answer;
    return new Promise((resolve, reject) => {
      const passenger = new Passenger(this, reject);
      call.watch(passenger);
      this.answer.then(
        (value) => {
          call.unwatch(passenger);
          resolve(value);
        },
        (error: unknown) => {
          call.unwatch(passenger);
          reject(error);
        },
      );
    });
  }

  leave(reason: unknown): void {
    if (--this.passengers > 0) return;
    this.forget();
    this.shared.abort(reason);
  }

  private forget(): void {
    if (this.flights.get(this.key) === this) this.flights.delete(this.key);
  }
}

class Passenger implements Watcher {
  watcherPrevious: Watcher | undefined = undefined;
  watcherNext: Watcher | undefined = undefined;
  watching: WatcherList | undefined = undefined;
  private readonly flight: Flight;
  private readonly reject: (reason: unknown) => void;

  constructor(flight: Flight, reject: (reason: unknown) => void) {
    this.flight = flight;
    this.reject = reject;
  }

  onAbort(reason: unknown): void {
    this.reject(reason);
    this.flight.leave(reason);
  }
}
