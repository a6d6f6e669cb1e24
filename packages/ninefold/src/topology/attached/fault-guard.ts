import type { Clock } from '../../clock/clock.ts';
import type { AttachedCommand } from '../../contract/attach.ts';
import { commandLine } from '../../contract/placeholders.ts';
import { EnvironmentError, HealError } from '../../ports/errors.ts';
import type { LimitedRun } from './run-limited.ts';

/** A fault that is ready: its commands are those of one member. */
export interface GuardedFault {
  /** As the contract words it. */
  readonly sentence: string;
  readonly member: string;
  readonly inject: AttachedCommand;
  /** Absent: it is over by itself. */
  readonly heal?: AttachedCommand;
}

/** Injects one fault at a time, and knows how to undo it. */
export interface FaultGuard {
  /**
   * Resolves when its command has ended well.
   *
   * @throws EnvironmentError when it has not; it is then to be healed, unless it was never started
   */
  inject(fault: GuardedFault): Promise<void>;
  /**
   * Undoes what is broken, if anything is; an injection that is under way is ended first. Again and
   * again, should it fail.
   *
   * @throws HealError that says what to run by hand; what is broken can be healed again then
   */
  heal(): Promise<void>;
}

/** Pauses before it is tried again (ms). */
const PAUSES_MS = [1_000, 3_000];

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'broken'; readonly fault: GuardedFault; readonly injecting?: LimitedRun };

/**
 * @param broken a fault that is in force already, of a guard that is no more
 * @param onRun told of each command and how it ended
 */
export function createFaultGuard(options: {
  readonly run: (command: AttachedCommand) => LimitedRun;
  readonly clock: Clock;
  readonly broken?: GuardedFault;
  readonly onRun?: (line: string) => void;
}): FaultGuard {
  const { run, clock, onRun = () => undefined } = options;
  let state: State = options.broken ? { kind: 'broken', fault: options.broken } : { kind: 'idle' };
  let healing: Promise<void> | undefined;

  const healNow = async (): Promise<void> => {
    if (state.kind === 'idle') return;
    const { fault, injecting } = state;
    const { heal } = fault;
    // What ends by itself may come to its end.
    if (heal) injecting?.kill();
    await injecting?.ended;
    if (isIdle() || !heal) {
      state = { kind: 'idle' };
      return;
    }
    for (let attempt = 0; ; attempt++) {
      const ending = await run(heal).ended;
      onRun(`heal ${fault.member}: ${commandLine(heal.run)}: ${textOf(ending)}`);
      if (ending.kind === 'done') {
        state = { kind: 'idle' };
        return;
      }
      const pauseMs = PAUSES_MS[attempt];
      if (pauseMs === undefined) throw notHealed(fault, heal, ending.reason);
      await clock.sleep(pauseMs);
    }
  };
  const isIdle = (): boolean => state.kind === 'idle';
  return {
    async inject(fault) {
      if (state.kind !== 'idle') {
        throw new EnvironmentError(`"${state.fault.sentence}" is not healed`);
      }
      const injecting = run(fault.inject);
      state = { kind: 'broken', fault, injecting };
      const ending = await injecting.ended;
      onRun(`inject ${fault.member}: ${commandLine(fault.inject.run)}: ${textOf(ending)}`);
      if (ending.kind === 'not started') state = { kind: 'idle' };
      else if (isIdle()) return;
      else state = { kind: 'broken', fault };
      if (ending.kind !== 'done') {
        throw new EnvironmentError(
          `"${fault.sentence}" could not be injected at ${fault.member}: ${commandLine(fault.inject.run)}: ${ending.reason}`,
        );
      }
    },
    heal() {
      healing ??= healNow().finally(() => (healing = undefined));
      return healing;
    },
  };
}

function notHealed(fault: GuardedFault, heal: AttachedCommand, reason: string): HealError {
  return new HealError(
    `HEALING FAILED: "${fault.sentence}" at ${fault.member} is not undone (${reason}). Run this by hand, now:\n\n  ${commandLine(heal.run)}\n`,
  );
}

function textOf(ending: Awaited<LimitedRun['ended']>): string {
  return ending.kind === 'done' ? 'done' : ending.reason;
}
