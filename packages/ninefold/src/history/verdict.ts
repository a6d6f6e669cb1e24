import type { ExactlyOnceFindings } from './exactly-once.ts';
import type { Extrapolation } from './extrapolation.ts';
import type { RpoMeasure } from './rpo.ts';
import type { RtoMeasure } from './rto.ts';
import type { ScheduleLag } from './schedule-lag.ts';
import type { ServiceLevel } from './service-level.ts';
import type { SplitBrainCheck } from './split-brain.ts';

/**
 * `kept`: tested, and it held. `broken`: tested, and it did not. `void`: the test itself was not
 * sound, so it proves nothing. `not tested`: nothing in this run could have broken it.
 */
export type Ruling = 'kept' | 'broken' | 'void' | 'not tested';

export type PromiseName =
  | 'availability'
  | 'latency'
  | 'rto'
  | 'rpo'
  /** Of stores that were lost as a whole, and began again from their archive. */
  | 'restore rto'
  | 'restore rpo'
  | 'nothing twice'
  | 'refusals hold'
  | 'one writer';

/** One line of the table promise x measured x verdict. */
export interface PromiseRow {
  readonly name: PromiseName;
  /** The promise's name for people, such as `Recovery time (RTO)`. */
  readonly title: string;
  readonly promised: string;
  readonly measured: string;
  readonly ruling: Ruling;
  /** What decided it, or restricts it; one sentence each, without a final period. */
  readonly reasons: readonly string[];
}

export interface TrialVerdict {
  readonly fault: string;
  readonly trial: number;
  readonly faultAtMs: number;
  readonly ruling: Ruling;
  readonly reasons: readonly string[];
  /** It can't prove that a promise was kept. A lost write or a second writer in it still counts. */
  readonly isVoid: boolean;
  /** As the record says: it could not be healed, or never recovered within its deadline. */
  readonly brokenBecause?: string;
  readonly rto: RtoMeasure;
  readonly rpo: RpoMeasure;
  readonly once: ExactlyOnceFindings;
  readonly writers: SplitBrainCheck;
  readonly level: ServiceLevel;
  readonly lag: ScheduleLag;
}

/** Least, median and greatest RTO of the trials that recovered and are not void (ms). */
export interface RtoSpread {
  readonly minMs: number;
  readonly medianMs: number;
  readonly worstMs: number;
  readonly trials: number;
  /** In some of these trials an operation did not end ok, or waited for over two periods. */
  readonly seenByClients: boolean;
  /** The longest that any operation took since the fault (ms). */
  readonly longestWaitMs: number;
}

export interface FaultVerdict {
  /** As the contract words it. */
  readonly fault: string;
  readonly ruling: Ruling;
  readonly rows: readonly PromiseRow[];
  readonly trials: readonly TrialVerdict[];
  /** What is promised of this fault (ms), for drawing; absent: no time is. */
  readonly promisedRtoMs?: number;
  /** Absent when no trial recovered. */
  readonly rto?: RtoSpread;
  /** Sums over the trials that are not void. */
  readonly due: number;
  readonly ok: number;
  readonly failed: number;
  readonly unknown: number;
  /** In words, one sentence each. */
  readonly confidence: readonly string[];
}

export interface LostWrites {
  readonly total: number;
  /** The first {@link LISTED_IDS} of them. */
  readonly listed: readonly LostWrite[];
  /** First and last lost acknowledgement of all, relative to their faults (ms); absent: none. */
  readonly window?: { readonly firstAfterFaultMs: number; readonly lastAfterFaultMs: number };
}

export interface LostWrite {
  readonly id: string;
  readonly fault: string;
  readonly trial: number;
  /** Its acknowledgement, relative to the fault (ms): negative is before it. */
  readonly acknowledgedAfterFaultMs: number;
}

/** Lists of ids are bounded, so that a report stays readable when everything was lost. */
export const LISTED_IDS = 50;

export interface Verdict {
  readonly service: string;
  /** The promised RTO (ms), for drawing. */
  readonly promisedRtoMs: number;
  readonly ruling: Ruling;
  /** 0 kept, 1 broken, 3 nothing could be ruled (all void, or nothing tested). */
  readonly exitCode: 0 | 1 | 3;
  /** One sentence. */
  readonly summary: string;
  readonly rows: readonly PromiseRow[];
  readonly faults: readonly FaultVerdict[];
  readonly lost: LostWrites;
  /** Faults of the contract without a single trial. */
  readonly notTested: readonly string[];
  readonly trials: number;
  readonly voidTrials: number;
  readonly brokenTrials: number;
  readonly availability: Extrapolation;
  /** Absent when no latency is promised. */
  readonly latency?: Extrapolation;
  /** In words, one sentence each. */
  readonly confidence: readonly string[];
}
