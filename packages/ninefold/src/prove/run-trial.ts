import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import { until } from '../clock/until.ts';
import type { Contract, FaultSpec, FaultStep } from '../contract/contract.ts';
import type { Found, Grant, TrialRecord, WriterObservation } from '../history/history.ts';
import { backupFor } from '../history/promise-for.ts';
import { DeadlineError, RestoreError, messageOf } from '../ports/errors.ts';
import type { TopologyEvent } from '../ports/events.ts';
import { RESTORE_WITHIN_MS } from '../topology/running-store.ts';
import type { Topology } from '../topology/topology.ts';
import type { Workload, WorkloadResult } from '../workload/workload.ts';
import { type InjectedFault, type Prepare, injectFault } from './inject-fault.ts';
import { hasRecovered, startRecoveryWatch, watchRecovery } from './recovery-watch.ts';

/** The system is seen healthy under load for so long before it is broken. */
const WARM_UP_MS = 300;
const WARM_UP_OPERATIONS = 20;
const WARM_UP_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;
/** A service whose reads hang would keep us waiting for each of them. */
const READ_BACK_WITHIN_MS = 60_000;

export interface TrialOptions {
  readonly contract: Contract;
  readonly fault: FaultSpec;
  /** Counts from 1 within the fault. */
  readonly trial: number;
  readonly topology: Pick<Topology, 'stores' | 'isWhole' | 'untilWhole'>;
  readonly prepare: Prepare;
  readonly workload: Workload;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Once aborted the fault is healed at once, and the trial is broken for the reason it gives. */
  readonly halt?: AbortSignal;
  readonly onEvent: (event: TopologyEvent) => void;
  readonly onCounters: (counters: ReturnType<Workload['counters']>) => void;
  /** What was observed since the last call; the trial takes it at its end. */
  readonly takeEvents: () => readonly TopologyEvent[];
  readonly takeWriters: () => readonly WriterObservation[];
  /** Every grant of the run so far. */
  readonly grants: () => readonly Grant[];
}

/**
 * One trial: load, break, wait until clients are served again and everything is healed, stop, and
 * look for every write.
 *
 * @throws EnvironmentError when the system is not well before the fault, or the fault can't be
 * injected here; a system that does not recover is no error but a broken trial
 */
export async function runTrial(options: TrialOptions): Promise<TrialRecord> {
  const { contract, fault, topology, workload, clock, signal } = options;
  const periodMs = 1_000 / contract.workload.ratePerSecond;
  await topology.untilWhole(contract.proof.recoveryTimeoutMs, signal);
  options.takeEvents();
  options.takeWriters();

  let heal: () => Promise<void> = () => Promise.resolve();
  let brokenBecause: string | undefined;
  let injected: InjectedFault | undefined;
  let result: WorkloadResult;
  const startMs = await workload.start();
  try {
    await until(
      `${WARM_UP_OPERATIONS} operations to succeed before the fault`,
      () =>
        workload.counters().ok >= WARM_UP_OPERATIONS && clock.monotonicMs() - startMs >= WARM_UP_MS,
      { clock, withinMs: WARM_UP_WITHIN_MS, signal },
    );
    if (backupFor(contract, fault)) {
      // The schedule comes round while clients write; their tables are in it.
      for (const { archive } of topology.stores) await archive?.backUp(signal);
      await clock.sleep(exposureMs(options), signal);
    }
    injected = await injectFault(fault, options, options.onEvent, (undo) => (heal = undo));
    brokenBecause = await untilRecovered(options, injected, periodMs);
  } finally {
    await heal();
    result = await workload.stop();
  }
  // Data are looked for when all has healed, also when that came too late for the promise.
  if (!injected.isLost()) {
    const notWell = await orReason(topology.untilWhole(contract.proof.recoveryTimeoutMs, signal));
    brokenBecause ??= notWell;
  }
  const ids = result.operations.map(({ id }) => id);
  let found: ReadonlyMap<string, Found> = new Map();
  const unread = injected.isLost()
    ? undefined
    : await orReason(
        within(READ_BACK_WITHIN_MS, 'every write to be looked for', options, async () => {
          found = await workload.readBack(ids);
        }),
      );
  brokenBecause ??= unread;
  return {
    fault: fault.sentence,
    trial: options.trial,
    periodMs,
    startMs: result.startMs,
    endMs: result.endMs,
    faultAtMs: injected.faultAtMs,
    faultInstantsMs: injected.instantsMs,
    operations: result.operations,
    found,
    grants: options.grants(),
    writers: options.takeWriters(),
    events: options.takeEvents(),
    ...(brokenBecause === undefined ? {} : { brokenBecause }),
  };
}

/** Why it did not recover in time; undefined when it did. */
async function untilRecovered(
  { contract, fault, topology, workload, clock, signal, halt, onCounters }: TrialOptions,
  injected: InjectedFault,
  periodMs: number,
): Promise<string | undefined> {
  let healedAtMs: number | undefined;
  let healingFailed: unknown;
  injected.over.then(
    () => (healedAtMs = clock.monotonicMs()),
    (error: unknown) => (healingFailed = error),
  );
  let watch = startRecoveryWatch(workload.counters(), clock.monotonicMs());
  const lastsMs = clock.monotonicMs() - injected.faultAtMs;
  // A restore has a deadline of its own; from its end on the usual one holds.
  const restWithinMs = backupFor(contract, fault) ? contract.proof.recoveryTimeoutMs : Infinity;
  const reason = await orReason(
    until(
      'clients to be served again without a break, and every member to be well',
      () => {
        if (halt?.aborted) return true;
        if (healingFailed !== undefined) throw healingFailed;
        const nowMs = clock.monotonicMs();
        const counters = workload.counters();
        onCounters(counters);
        watch = watchRecovery(watch, counters, nowMs, periodMs);
        const isWhole = injected.staysDown || topology.isWhole();
        if (healedAtMs !== undefined && nowMs - healedAtMs > restWithinMs) {
          throw new DeadlineError(
            `waited ${restWithinMs} ms after the restore for clients to be served again without a break, and every member to be well`,
          );
        }
        return healedAtMs !== undefined && hasRecovered(watch, nowMs) && isWhole;
      },
      {
        clock,
        withinMs: contract.proof.recoveryTimeoutMs + longestStepMs(fault) + lastsMs,
        everyMs: LOOK_EVERY_MS,
        signal,
      },
    ).then(() => undefined),
  );
  return halt?.aborted ? messageOf(halt.reason) : reason;
}

/** Recovery may take its time after the last step that lasts is over. */
function longestStepMs({ steps }: FaultSpec): number {
  const lasts = (step: FaultStep): number =>
    step.verb === 'lose' ? RESTORE_WITHIN_MS : 'forMs' in step ? step.forMs : 0;
  return Math.max(0, ...steps.map(lasts));
}

/**
 * So long clients write before a store is lost as a whole: longer than its backup's RPO, or a broken
 * archive would go unseen; and then up to any moment between two archived segments.
 */
function exposureMs({ contract, fault, random }: TrialOptions): number {
  const backup = backupFor(contract, fault);
  return backup ? backup.rpoMs + random() * backup.archiveEveryMs : 0;
}

/** @throws DeadlineError when it takes longer */
async function within(
  withinMs: number,
  what: string,
  { clock, signal }: TrialOptions,
  act: () => Promise<void>,
): Promise<void> {
  let done = false;
  const acting = act().finally(() => (done = true));
  await Promise.race([acting, until(what, () => done, { clock, withinMs, signal })]);
}

/** A condition that does not come true in time is a result; any other error is not. */
async function orReason(condition: Promise<void>): Promise<string | undefined> {
  try {
    await condition;
    return undefined;
  } catch (error) {
    if (error instanceof DeadlineError || error instanceof RestoreError) return error.message;
    throw error;
  }
}
