import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import type { Contract } from '../contract/contract.ts';
import type { Grant, WriterObservation } from '../history/history.ts';
import type { TopologyEvent } from '../ports/events.ts';
import type { ProgressSignal } from '../report/progress/progress.ts';
import type { Topology } from '../topology/topology.ts';
import type { Workload } from '../workload/workload.ts';
import type { Prepare } from './inject-fault.ts';

/** A running system with its client and its observers: what a trial is made on. */
export interface Stage {
  readonly topology: Pick<Topology, 'stores' | 'isWhole' | 'untilWhole'>;
  readonly prepare: Prepare;
  readonly workload: Workload;
  /** What was observed since the last call. */
  readonly takeEvents: () => TopologyEvent[];
  readonly takeWriters: () => WriterObservation[];
  /** Every grant so far. */
  readonly grants: () => Grant[];
  readonly onEvent: (event: TopologyEvent) => void;
  readonly engineVersion: string | undefined;
  /** What did not recover is ended and replaced by another; else nothing more is broken. */
  readonly isReplaceable: boolean;
  /** Once aborted nothing more is broken, for the reason it gives; see `TrialOptions.halt`. */
  readonly halt?: AbortSignal;
  /** Memory of its members together (bytes); 0 when they are on other machines. */
  memoryBytes(): number;
  close(): Promise<void>;
}

/** What is the same for the whole run. */
export interface ProofRun {
  readonly contract: Contract;
  /** The contract's folder. */
  readonly directory: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /**
   * Where the members' logs are kept when they have ended, in a folder for each topology booted,
   * counted from 1; absent: they go with the run.
   */
  readonly logFolder?: string;
  readonly onProgress: (signal: ProgressSignal) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onNote: (text: string) => void;
  /** Stages opened so far: what did not heal is replaced by another. */
  readonly stageNumber: () => number;
}
