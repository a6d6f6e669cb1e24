import type { FaultStep, Target } from './contract.ts';
import type { Draft } from './draft.ts';
import { readFaultSentence } from './fault-sentence.ts';
import { mistake } from './mistake.ts';
import type { Mistake } from './mistake.ts';
import { nearestName } from './nearest-name.ts';
import type { LocatedMistake } from './located-mistake.ts';

/** What a fault names must exist. */
export function faultChecks(draft: Draft): LocatedMistake[] {
  return draft.faults.flatMap((sentence, index) => {
    if (typeof sentence !== 'string') return [];
    const path = ['proof', 'faults', index];
    return readFaultSentence(sentence).steps.flatMap(({ step, span }) => {
      const found = stepMistake(step, draft);
      return found === undefined
        ? []
        : [{ path, at: 'value' as const, mistake: { ...found, span } }];
    });
  });
}

/** What a fault may name: as far as it is known of a contract, or all of one. */
export interface Breakable {
  /** Undefined: there is no app. */
  readonly app: { readonly replicas?: number } | undefined;
  readonly stores: ReadonlyMap<string, BreakableStore>;
  /** Undefined: there are no regions. */
  readonly regions: readonly unknown[] | undefined;
}

interface BreakableStore {
  readonly members?: number;
  readonly engine?: string;
  /** It has an archive to begin again from. */
  readonly hasBackup: boolean;
}

/** What is wrong with breaking this here; undefined when nothing is. */
export function stepMistake(step: FaultStep, parts: Breakable): Mistake | undefined {
  if (step.verb === 'wait') return undefined;
  if (step.verb === 'lose') return lossMistake(step.target.store, parts);
  return (
    targetMistake(step.target, parts) ??
    linkMistake(step) ??
    (step.verb === 'partition' && step.from?.includes('etcd') ? etcdMistake(parts) : undefined) ??
    (step.verb === 'switchover' ? switchoverMistake(step.target.store, parts) : undefined) ??
    (step.verb === 'rolling-restart' ? rollingMistake(step.target, parts) : undefined)
  );
}

function targetMistake(target: Target, draft: Breakable): Mistake | undefined {
  switch (target.kind) {
    case 'app':
      return appMistake(target.index, draft);
    case 'store':
      return (
        storeMistake(target.store, target.role, draft) ??
        (target.part === 'patroni' ? patroniMistake(target.store, draft) : undefined)
      );
    case 'region':
      return regionMistake(target.region, draft);
    case 'etcd':
      return etcdMistake(draft);
    case 'balancer':
      // There always is one.
      return undefined;
    default:
      return target satisfies never;
  }
}

/** Replication is a way between members: it can be slowed or cut, but not killed. */
function linkMistake({ verb, target }: FaultStep & { target?: Target }): Mistake | undefined {
  if (target?.kind !== 'store' || target.role !== 'replication') return undefined;
  if (linkVerbs.has(verb)) return undefined;
  return mistake(
    `replication is a link, which "${verb}" does not break`,
    'partition, delay, drop, reset or throttle; or store primary or store standby',
  );
}

const linkVerbs: ReadonlySet<string> = new Set(['partition', 'delay', 'drop', 'reset', 'throttle']);

function appMistake(index: number | undefined, { app }: Breakable): Mistake | undefined {
  if (app === undefined)
    return mistake('there is no app', 'a fault of a store, or an app: section');
  if (index === undefined || app.replicas === undefined || index < app.replicas) return undefined;
  const last = app.replicas - 1;
  const expected = last === 0 ? 'app[0], the only one' : `app[0] to app[${last}]`;
  return mistake(`there is no app[${index}] among ${app.replicas} replicas`, expected);
}

function storeMistake(
  name: string | undefined,
  role: string,
  draft: Breakable,
): Mistake | undefined {
  const names = [...draft.stores.keys()];
  const store = draft.stores.get(name ?? names[0] ?? '');
  if (store === undefined) {
    if (names.length === 0)
      return mistake('there is no store', 'a fault of the app, or a stores: section');
    const near = nearestName(name ?? '', names);
    return mistake(`there is no store "${name}"`, names.join(' or '), near);
  }
  if (role === 'primary' || store.members !== 1) return undefined;
  return mistake(
    'this store has no standby, as it has one member',
    'members: 2 or more, or store primary',
  );
}

function lossMistake(name: string | undefined, parts: Breakable): Mistake | undefined {
  const unknown = storeMistake(name, 'primary', parts);
  if (unknown !== undefined) return unknown;
  const shown = name ?? [...parts.stores.keys()][0] ?? '';
  const store = parts.stores.get(shown);
  if (store?.engine !== 'patroni') {
    const message = `${shown} is failed over by Ninefold itself, which keeps no backup: lost as a whole, it is lost for good`;
    return mistake(message, `stores: { ${shown}: { engine: patroni, ${backupExample} } }`);
  }
  if (store.hasBackup) return undefined;
  const message = `${shown} has no backup: lost as a whole, it is lost for good`;
  return mistake(message, `${backupExample} in the store ${shown}`);
}

const backupExample = 'backup: { repository: /mnt/backup }';

function switchoverMistake(name: string | undefined, { stores }: Breakable): Mistake | undefined {
  const store = stores.get(name ?? [...stores.keys()][0] ?? '');
  if (store === undefined || store.members !== 1) return undefined;
  return mistake('this store has no standby to switch over to', 'members: 2 or more');
}

function patroniMistake(name: string | undefined, { stores }: Breakable): Mistake | undefined {
  const store = stores.get(name ?? [...stores.keys()][0] ?? '');
  if (store?.engine === 'patroni') return undefined;
  return mistake('this store has no Patroni', 'engine: patroni, or postgres in its place');
}

/** Ninefold's own failover keeps its lease in a file. */
function etcdMistake({ stores }: Breakable): Mistake | undefined {
  if ([...stores.values()].some(({ engine }) => engine === 'patroni')) return undefined;
  return mistake('there is no etcd', 'a store with engine: patroni, or another target');
}

function rollingMistake(target: Target, { stores }: Breakable): Mistake | undefined {
  if (target.kind !== 'store') return undefined;
  const store = stores.get(target.store ?? [...stores.keys()][0] ?? '');
  if (store?.engine === 'patroni') return undefined;
  return mistake(
    'only a store under Patroni is restarted so',
    'engine: patroni, or switchover store',
  );
}

function regionMistake(region: string | undefined, draft: Breakable): Mistake | undefined {
  const { regions } = draft;
  if (regions === undefined) {
    return mistake(
      'there are no regions',
      'topology: multi-region and its regions, or another target',
    );
  }
  const names = regions.filter((name) => typeof name === 'string');
  if (region === undefined || names.includes(region)) return undefined;
  return mistake(`there is no region "${region}"`, names.join(' or '), nearestName(region, names));
}
