import { seededRandom } from '../clock/random.ts';
import type { FaultSpec } from '../contract/contract.ts';
import type { TrialRecord } from '../history/history.ts';
import { judgeTrial } from '../history/judge-trial.ts';
import { promiseFor } from '../history/promise-for.ts';
import { EnvironmentError, HealError, UnsupportedError, messageOf } from '../ports/errors.ts';
import { bootedStage } from './booted-stage.ts';
import { runTrial } from './run-trial.ts';
import type { ProofRun, Stage } from './stage.ts';

/** A trial that proves nothing, since the generator fell behind, is repeated so often. */
const REPEATS_OF_A_VOID_TRIAL = 2;

export interface ProveOptions extends Pick<
  ProofRun,
  'contract' | 'directory' | 'clock' | 'signal' | 'logFolder' | 'onProgress'
> {
  /** Brings about what is broken. Default: it is booted, as the contract says. */
  readonly openStage?: (run: ProofRun) => Promise<Stage>;
}

export interface Proof {
  readonly records: readonly TrialRecord[];
  /** Faults that can't be injected here, with the reason. */
  readonly unsupported: readonly { readonly fault: string; readonly reason: string }[];
  readonly engineVersion: string | undefined;
  /** Memory of all members together, shared pages counted once (bytes). */
  readonly memoryBytes: number;
  readonly bootMs: number;
}

/**
 * Boots the topology (or takes another stage), breaks it as often as the contract asks, and brings
 * back what was recorded. Whatever happens, nothing is left running or broken.
 *
 * @throws EnvironmentError when a member can't start or the system is not well before a fault
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { contract, clock, onProgress, openStage = bootedStage } = options;
  const random = seededRandom(contract.proof.seed);
  /** Aborted when the topology can't be watched any more. */
  const failing = new AbortController();
  const signal = AbortSignal.any([options.signal, failing.signal]);
  const run: ProofRun = {
    ...options,
    signal,
    random,
    stageNumber: () => stages,
    onNote: (text) => {
      onProgress({ kind: 'event', event: { atMs: clock.monotonicMs(), kind: 'note', text } });
    },
    onFailure: (error) => {
      failing.abort(
        new EnvironmentError(`the failover agent can't go on: ${messageOf(error)}`, {
          cause: error,
        }),
      );
    },
  };
  const records: TrialRecord[] = [];
  const unsupported: { fault: string; reason: string }[] = [];
  let stage: Stage | undefined;
  let stages = 0;
  let memoryBytes = 0;
  let engineVersion: string | undefined;
  let bootMs = 0;
  /** Why nothing more is broken. */
  let ended: string | undefined;
  const total = contract.proof.faults.length * contract.proof.trials;
  let number = 0;
  try {
    for (const fault of contract.proof.faults) {
      if (ended !== undefined && !records.some((record) => record.fault === fault.sentence)) {
        unsupported.push({ fault: fault.sentence, reason: `not tried, since ${ended}` });
      }
      for (let trial = 1; trial <= contract.proof.trials && ended === undefined; trial++) {
        number += 1;
        onProgress({
          kind: 'trial',
          fault: fault.sentence,
          trial,
          trials: contract.proof.trials,
          number,
          total,
        });
        for (let repeat = 0; repeat <= REPEATS_OF_A_VOID_TRIAL; repeat++) {
          if (!stage) {
            onProgress({ kind: 'phase', phase: 'boot' });
            const startMs = clock.monotonicMs();
            stages += 1;
            stage = await openStage(run);
            bootMs = Math.max(bootMs, clock.monotonicMs() - startMs);
            engineVersion = stage.engineVersion;
          }
          const record = await attempt(run, stage, fault, trial, unsupported);
          memoryBytes = Math.max(memoryBytes, stage.memoryBytes());
          if (!record) break;
          records.push(record);
          // What did not heal can't be broken again: the next trial gets a new one.
          if (record.brokenBecause !== undefined) {
            if (!stage.isReplaceable)
              ended = `"${fault.sentence}" broke it (${record.brokenBecause})`;
            await stage.close();
            stage = undefined;
          }
          if (ended !== undefined) break;
          if (!judgeTrial(promiseFor(contract, record.fault), record).isVoid) break;
        }
        if (unsupported.some((one) => one.fault === fault.sentence)) break;
      }
    }
  } finally {
    onProgress({ kind: 'phase', phase: 'clean up' });
    await stage?.close();
  }
  signal.throwIfAborted();
  return { records, unsupported, engineVersion, memoryBytes, bootMs };
}

/** Undefined when the fault can't be injected on this machine; the reason is noted. */
async function attempt(
  run: ProofRun,
  stage: Stage,
  fault: FaultSpec,
  trial: number,
  unsupported: { fault: string; reason: string }[],
): Promise<TrialRecord | undefined> {
  const { contract, clock, random, signal, onProgress } = run;
  onProgress({ kind: 'phase', phase: 'trial' });
  try {
    return await runTrial({
      contract,
      fault,
      trial,
      topology: stage.topology,
      prepare: stage.prepare,
      workload: stage.workload,
      clock,
      random,
      signal,
      ...(stage.halt ? { halt: stage.halt } : {}),
      onEvent: stage.onEvent,
      onCounters: ({ ok, failed, unknown }) => {
        onProgress({ kind: 'client', atMs: clock.monotonicMs(), ok, failed, unknown });
      },
      takeEvents: stage.takeEvents,
      takeWriters: stage.takeWriters,
      grants: stage.grants,
    });
  } catch (error) {
    // Nothing is worse than what stays broken.
    if (error instanceof HealError) throw error;
    // What failed since we were told to stop fails for that reason alone.
    signal.throwIfAborted();
    if (!(error instanceof UnsupportedError)) throw error;
    unsupported.push({ fault: fault.sentence, reason: error.message });
    return undefined;
  }
}
