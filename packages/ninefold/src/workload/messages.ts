import type { WorkloadSpec } from '../contract/contract.ts';
import type { Found } from '../history/history.ts';
import type { OperationColumns } from './recorder.ts';

/** What the worker is started with. */
export interface WorkerSettings {
  readonly spec: WorkloadSpec;
  readonly baseUrls: readonly string[];
  readonly storeUrl?: string;
  readonly table: string;
  readonly runId: string;
  readonly seed: number;
  readonly maxInFlight: number;
  readonly counters: Int32Array;
}

export type WorkerRequest =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'read-back'; readonly ids: readonly string[] };

/** Replies come in the order of the requests. */
export type WorkerReply =
  | { readonly kind: 'started'; readonly startMs: number }
  | {
      readonly kind: 'stopped';
      readonly startMs: number;
      readonly endMs: number;
      readonly columns: OperationColumns;
    }
  | { readonly kind: 'read'; readonly found: readonly Found[] }
  | { readonly kind: 'refused'; readonly message: string };
