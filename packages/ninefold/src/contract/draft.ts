import type { TopologyShape } from './contract.ts';
import { parseRatio } from './ratio.ts';
import { backup } from './real-engines.ts';
import type { WrittenBackup } from './real-engines.ts';
import { isMapping, readableParts } from './schema-walk.ts';
import {
  app,
  availability,
  balancer,
  contractSchema,
  failover,
  promise,
  store,
  workload,
} from './schema.ts';
import type {
  WrittenApp,
  WrittenAvailability,
  WrittenBalancer,
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
  readonly rtoMs: number | undefined;
  readonly rpoMs: number | undefined;
  /** Undefined when the contract has no app. */
  readonly app: Partial<WrittenApp> | undefined;
  /** By name, in the order of the file. */
  readonly stores: ReadonlyMap<string, DraftStore>;
  readonly balancer: Partial<WrittenBalancer>;
  readonly topology: TopologyShape | undefined;
  /** As they are written; undefined when the contract has none. */
  readonly regions: readonly unknown[] | undefined;
  readonly workload: Partial<WrittenWorkload>;
  /** Keys of `workload`, whatever stands under them. */
  readonly workloadKeys: ReadonlySet<string>;
  /** As they are written. */
  readonly faults: readonly unknown[];
  /** As it is written. */
  readonly assumptions: unknown;
  /** As it is written. */
  readonly slo: unknown;
  /** As it is written; undefined when there is none. */
  readonly attach: unknown;
  readonly calls: ReadonlyMap<string, DraftCall>;
  /** The promise is a bare ratio. */
  readonly isShortAvailability: boolean;
  /** The keys of the contract, whatever stands under them. */
  readonly keys: ReadonlySet<string>;
}

export interface DraftStore extends Partial<WrittenStore> {
  readonly timing: Partial<WrittenFailover>;
  readonly hasBackup: boolean;
  /** What can be read of `backup`; empty when there is none. */
  readonly archive: Partial<WrittenBackup>;
  /** The keys of the store, whatever stands under them. */
  readonly keys: ReadonlySet<string>;
}

/** A call, as it is written. */
export interface DraftCall {
  readonly availability: number | undefined;
  readonly short: boolean;
  readonly needs: readonly string[];
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
    availability: draftAvailability(promised['availability']),
    isShortAvailability: !isMapping(promised['availability']),
    assumptions: root['assumptions'] ?? {},
    slo: root['slo'] ?? {},
    attach: root['attach'],
    calls: draftCalls(root['calls']),
    rtoMs: readableParts(promise, promised).rto,
    rpoMs: readableParts(promise, promised).rpo,
    app: Object.hasOwn(root, 'app') ? readableParts(app, root['app']) : undefined,
    stores: new Map(Object.entries(stores).map(([name, value]) => [name, draftStore(value)])),
    balancer: readableParts(balancer, longForm(root['balancer'] ?? {})),
    topology: parts.topology,
    regions: Array.isArray(root['regions']) ? root['regions'] : undefined,
    workload: readableParts(workload, work),
    workloadKeys: new Set(isMapping(work) ? Object.keys(work) : []),
    faults: Array.isArray(proofPart['faults']) ? proofPart['faults'] : [],
    keys: new Set(Object.keys(root)),
  };
}

function draftAvailability(value: unknown): Partial<WrittenAvailability> {
  const short = parseRatio(value);
  return short.ok ? { objective: short.value } : readableParts(availability, value);
}

function draftCalls(value: unknown): Map<string, DraftCall> {
  return new Map(
    Object.entries(isMapping(value) ? value : {}).map(([name, call]) => {
      const stated = parseRatio(isMapping(call) ? call['availability'] : call);
      const ratio = stated.ok ? stated.value : undefined;
      return [name, { availability: ratio, short: !isMapping(call), needs: namesIn(call) }];
    }),
  );
}

/** The short form, `orders: postgres`, is an engine and nothing but defaults. */
function longForm(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'string') return { engine: value };
  return isMapping(value) ? value : {};
}

function draftStore(value: unknown): DraftStore {
  const mapping = longForm(value);
  return {
    ...readableParts(store, mapping),
    timing: readableParts(failover, mapping['failover'] ?? {}),
    archive: readableParts(backup, mapping['backup'] ?? {}),
    hasBackup: Object.hasOwn(mapping, 'backup'),
    keys: new Set(Object.keys(mapping)),
  };
}

/** The names in a list; whatever else stands there has a mistake of its own. */
function namesIn(value: unknown): string[] {
  return isMapping(value) && Array.isArray(value['needs'])
    ? value['needs'].filter((need) => typeof need === 'string')
    : [];
}
