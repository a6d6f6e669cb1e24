import type { TopologyShape } from './contract.ts';
import { isMapping, readableParts } from './schema-walk.ts';
import { app, availability, contractSchema, failover, promise, store, workload } from './schema.ts';
import type {
  WrittenApp,
  WrittenAvailability,
  WrittenFailover,
  WrittenStore,
  WrittenWorkload,
} from './written.ts';

/**
 * What can be known of a contract that may still have mistakes, so that the rules between its
 * parts are checked in the same go. Whatever is wrong on its own is absent, and its rules silent.
 */
export interface Draft {
  readonly availability: Partial<WrittenAvailability>;
  readonly rpoMs: number | undefined;
  /** Undefined when the contract has no app. */
  readonly app: Partial<WrittenApp> | undefined;
  /** By name, in the order of the file. */
  readonly stores: ReadonlyMap<string, DraftStore>;
  readonly topology: TopologyShape | undefined;
  /** As they are written; undefined when the contract has none. */
  readonly regions: readonly unknown[] | undefined;
  readonly workload: Partial<WrittenWorkload>;
  /** Keys of `workload`, whatever stands under them. */
  readonly workloadKeys: ReadonlySet<string>;
  /** As they are written. */
  readonly faults: readonly unknown[];
  /** The keys of the contract, whatever stands under them. */
  readonly keys: ReadonlySet<string>;
}

export interface DraftStore extends Partial<WrittenStore> {
  readonly timing: Partial<WrittenFailover>;
}

/** Reads what can be read. Takes any data. */
export function draftOf(data: unknown): Draft {
  const root = isMapping(data) ? data : {};
  const parts = readableParts(contractSchema, root);
  const promised = isMapping(root['promise']) ? root['promise'] : {};
  const stores = isMapping(root['stores']) ? root['stores'] : {};
  const proofPart = isMapping(root['proof']) ? root['proof'] : {};
  const work = root['workload'] ?? {};
  return {
    availability: readableParts(availability, promised['availability']),
    rpoMs: readableParts(promise, promised).rpo,
    app: Object.hasOwn(root, 'app') ? readableParts(app, root['app']) : undefined,
    stores: new Map(Object.entries(stores).map(([name, value]) => [name, draftStore(value)])),
    topology: parts.topology,
    regions: Array.isArray(root['regions']) ? root['regions'] : undefined,
    workload: readableParts(workload, work),
    workloadKeys: new Set(isMapping(work) ? Object.keys(work) : []),
    faults: Array.isArray(proofPart['faults']) ? proofPart['faults'] : [],
    keys: new Set(Object.keys(root)),
  };
}

/** The short form, `orders: postgres`, is a store with nothing but defaults. */
function draftStore(value: unknown): DraftStore {
  const mapping = isMapping(value) ? value : {};
  return {
    ...readableParts(store, mapping),
    timing: readableParts(failover, mapping['failover'] ?? {}),
  };
}
