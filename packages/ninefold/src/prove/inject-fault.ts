import type { Clock } from '../clock/clock.ts';
import type { FaultSpec, FaultStep } from '../contract/contract.ts';
import type { PreparedStep } from '../faults/prepare-step.ts';
import { RestoreError } from '../ports/errors.ts';
import type { TopologyEvent } from '../ports/events.ts';

/** How a step is made ready on the system at hand: looked up now, injected when it is fired. */
export type Prepare = (
  step: Exclude<FaultStep, { verb: 'wait' }>,
) => PreparedStep | Promise<PreparedStep>;

/** A fault that was injected. */
export interface InjectedFault {
  /** The instant just before its last step (ms, monotonic). */
  readonly faultAtMs: number;
  /** The instant just before each of its steps, in their order. */
  readonly instantsMs: readonly number[];
  /** Resolves when every step that lasts for a time is healed, and what was lost is restored. */
  readonly over: Promise<void>;
  /** Some members stay down until it is healed: clients can be served, but not every member well. */
  readonly staysDown: boolean;
  /** What was lost could not be restored: there is nothing left to wait for, or to read. */
  isLost(): boolean;
  /** Undoes every step at once; safe to call at any moment, more than once. */
  heal(): Promise<void>;
}

/**
 * Injects a fault, step by step.
 *
 * @param onHealer told at once how to undo what was done so far, should the injection itself fail
 * @throws what `prepare` throws; DeadlineError when a step does not come into force
 */
export async function injectFault(
  fault: FaultSpec,
  surroundings: {
    readonly prepare: Prepare;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
  onEvent: (event: TopologyEvent) => void,
  onHealer: (heal: () => Promise<void>) => void,
): Promise<InjectedFault> {
  const { prepare, clock, signal } = surroundings;
  const healing = new AbortController();
  const fired: PreparedStep[] = [];
  const heals: Promise<void>[] = [];
  const heal = async (): Promise<void> => {
    healing.abort(new Error('healed at once'));
    await Promise.all(fired.map((step) => step.heal()));
  };
  onHealer(heal);

  let faultAtMs = clock.monotonicMs();
  const instantsMs: number[] = [];
  let isLost = false;
  for (const step of fault.steps) {
    if (step.verb === 'wait') {
      await clock.sleep(step.forMs, signal);
      continue;
    }
    const prepared = await prepare(step);
    fired.push(prepared);
    const who = prepared.members.join(', ');
    const firedAtMs = clock.monotonicMs();
    faultAtMs = firedAtMs;
    instantsMs.push(firedAtMs);
    const firing = prepared.fire(() => {
      faultAtMs = clock.monotonicMs();
      instantsMs.push(faultAtMs);
    });
    onEvent({
      atMs: firedAtMs,
      kind: 'fault',
      ...(prepared.members[0] === undefined ? {} : { member: prepared.members[0] }),
      text: `${step.verb.replace('-', ' ')}${who ? ` ${who}` : ''}`,
    });
    await firing;
    const recovering = prepared.recover?.();
    // As below: it is told to whoever waits for all.
    recovering?.catch((error: unknown) => (isLost = error instanceof RestoreError));
    if (recovering) heals.push(recovering);
    const { healAfterMs } = prepared;
    if (healAfterMs === undefined) continue;
    const healAtMs = firedAtMs + healAfterMs;
    const healLater = async (): Promise<void> => {
      const restMs = healAtMs - clock.monotonicMs();
      try {
        await clock.sleep(Math.max(restMs, 0), AbortSignal.any([signal, healing.signal]));
      } catch {
        // Healed early, by whoever aborted.
        return;
      }
      await prepared.heal();
      onEvent({
        atMs: clock.monotonicMs(),
        kind: 'healed',
        ...(prepared.members[0] === undefined ? {} : { member: prepared.members[0] }),
        text: `${step.verb} of ${who} undone`,
      });
    };
    const pending = healLater();
    // Whoever waits for all of them learns of a failure; until then it is nobody's.
    pending.catch(() => undefined);
    heals.push(pending);
  }
  return {
    faultAtMs,
    instantsMs,
    over: Promise.all(heals).then(() => undefined),
    staysDown: fired.some((step) => step.staysDown),
    isLost: () => isLost,
    heal,
  };
}
