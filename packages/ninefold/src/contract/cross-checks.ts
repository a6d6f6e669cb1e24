import { attachChecks } from './attach-checks.ts';
import type { Draft } from './draft.ts';
import { formatDuration } from './duration.ts';
import { faultChecks } from './fault-checks.ts';
import { mistake } from './mistake.ts';
import { formatRatio } from './ratio.ts';
import { reservedWords } from './fault-target.ts';
import { realEngineChecks } from './real-engine-checks.ts';
import { at } from './located-mistake.ts';
import { planningChecks } from './planning-checks.ts';
import type { LocatedMistake } from './located-mistake.ts';
import { sloChecks } from './slo-checks.ts';
import { workloadChecks } from './workload-checks.ts';

/** The rules between the parts of a contract: each gives the mistakes it finds. */
export function crossChecks(draft: Draft): LocatedMistake[] {
  return [
    ...agreementIsNotStricter(draft),
    ...somethingRuns(draft),
    ...portIsOurs(draft),
    ...storesCanWork(draft),
    ...regionsFitTheTopology(draft),
    ...realEngineChecks(draft),
    ...workloadChecks(draft),
    ...faultChecks(draft),
    ...planningChecks(draft),
    ...sloChecks(draft),
    ...attachChecks(draft),
  ];
}

function agreementIsNotStricter({ availability }: Draft): LocatedMistake[] {
  const { objective, agreement } = availability;
  if (objective === undefined || agreement === undefined || agreement <= objective) return [];
  const message = `the agreement, ${formatRatio(agreement)}, is stricter than the objective, ${formatRatio(objective)}`;
  return [
    at(['promise', 'availability', 'agreement'], message, `at most ${formatRatio(objective)}`),
  ];
}

function somethingRuns(draft: Draft): LocatedMistake[] {
  if (draft.app !== undefined || draft.stores.size > 0) return [];
  if (draft.keys.has('stores')) {
    return [
      at(
        ['stores'],
        'there is no app, and no store either',
        'a store, such as stores: { orders: postgres }',
      ),
    ];
  }
  const expected = 'app: { run: [node, server.js] }, or stores: { orders: postgres }, or both';
  return [at([], 'there is no app and no store to prove', expected)];
}

/** A store's name is its database's, and PostgreSQL has three of its own. */
const databasesOfPostgres: ReadonlySet<string> = new Set(['postgres', 'template0', 'template1']);

/** Ninefold tells each replica its port, so the contract cannot. */
function portIsOurs({ app }: Draft): LocatedMistake[] {
  if (!Object.hasOwn(app?.environment ?? {}, 'PORT')) return [];
  const message = 'PORT is given to each replica by Ninefold';
  const expected = 'another name; the port where clients connect is balancer: { port: 8080 }';
  return [{ path: ['app', 'environment', 'PORT'], at: 'key', mistake: mistake(message, expected) }];
}

function storesCanWork({ stores }: Draft): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  for (const [name, { members, replication, timing }] of stores) {
    if (reservedWords.has(name)) {
      const message = `"${name}" has a meaning of its own in a fault, so no store can be called so`;
      const expected = 'another name, such as orders';
      found.push({ path: ['stores', name], at: 'key', mistake: mistake(message, expected) });
    }
    if (databasesOfPostgres.has(name)) {
      const message = `"${name}" is a database that PostgreSQL makes for itself, so no store can be called so`;
      const expected = 'another name, such as orders';
      found.push({ path: ['stores', name], at: 'key', mistake: mistake(message, expected) });
    }
    if (replication === 'synchronous' && members === 1) {
      const message = 'synchronous replication needs a standby, and this store has one member';
      const expected = 'members: 2 or more, or replication: asynchronous';
      found.push(at(['stores', name, 'replication'], message, expected));
    }
    const { heartbeat, deadline } = timing;
    if (heartbeat !== undefined && deadline !== undefined && heartbeat >= deadline) {
      const message = `the deadline, ${formatDuration(deadline)}, is not longer than the heartbeat, ${formatDuration(heartbeat)}`;
      const expected = `a deadline of some heartbeats, such as ${formatDuration(heartbeat * 3)}`;
      found.push(at(['stores', name, 'failover', 'deadline'], message, expected));
    }
  }
  return found;
}

function regionsFitTheTopology({ topology, regions, keys }: Draft): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  for (const [index, region] of (regions ?? []).entries()) {
    if (regions?.indexOf(region) !== index && typeof region === 'string') {
      found.push(
        at(['regions', index], `the region "${region}" is there twice`, 'each region once'),
      );
    }
  }
  const isMulti = topology === 'multi-region' || !keys.has('topology');
  if (regions !== undefined && topology !== undefined && topology !== 'multi-region') {
    const expected = 'topology: multi-region, or no regions';
    found.push({
      path: ['regions'],
      at: 'key',
      mistake: mistake(`${topology} has no regions`, expected),
    });
  } else if (isMulti && regions !== undefined && regions.length < 2) {
    found.push(
      at(
        ['regions'],
        'one region cannot stand in for another',
        'two regions or more, such as [eu, us]',
      ),
    );
  } else if (topology === 'multi-region' && !keys.has('regions')) {
    found.push(at(['topology'], 'multi-region needs regions', 'regions: [eu, us] beside it'));
  }
  return found;
}
