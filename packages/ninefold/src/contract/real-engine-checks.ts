import type { Draft, DraftStore } from './draft.ts';
import { formatDuration } from './duration.ts';
import { at } from './located-mistake.ts';
import type { LocatedMistake } from './located-mistake.ts';
import { mistake } from './mistake.ts';
import type { PathStep } from './plain-data.ts';
import { patroniKeys } from './real-engines.ts';

/** The rules of stores under Patroni, of HAProxy, and of the hosts they run on. */
export function realEngineChecks(draft: Draft): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  for (const [name, store] of draft.stores) {
    const path = ['stores', name];
    found.push(
      ...(store.engine === 'patroni' ? patroniMistakes(path, store) : strayKeys(path, store)),
    );
  }
  return [...found, ...appMistakes(draft), ...balancerMistakes(draft)];
}

function strayKeys(path: readonly PathStep[], { keys, engine }: DraftStore): LocatedMistake[] {
  if (engine === undefined) return [];
  return Object.keys(patroniKeys)
    .filter((key) => keys.has(key))
    .map((key) => {
      const message = `"${key}" is for a store under Patroni, and this one's engine is ${engine}`;
      return { path: [...path, key], at: 'key', mistake: mistake(message, 'engine: patroni') };
    });
}

function patroniMistakes(path: readonly PathStep[], store: DraftStore): LocatedMistake[] {
  const { members, hosts, etcd, keys, archive } = store;
  const found: LocatedMistake[] = [];
  if (keys.has('failover')) {
    const message = 'Patroni decides when to fail over, from what promise.rto says';
    const expected = 'no failover here, or engine: postgres';
    found.push({ path: [...path, 'failover'], at: 'key', mistake: mistake(message, expected) });
  }
  if (members === 1) {
    const message = 'Patroni has nobody to fail over to, as this store has one member';
    found.push(at([...path, 'members'], message, 'members: 2 or more; 3 is usual'));
  }
  if (hosts !== undefined && members !== undefined && hosts.length !== members) {
    const message = `${countOf(hosts.length, 'host')} for ${countOf(members, 'member')}`;
    const expected = `members: ${hosts.length}, or a host for each of them`;
    found.push(at([...path, 'hosts'], message, expected));
  }
  if (etcd !== undefined && etcd.length % 2 === 0) {
    const message = `${countOf(etcd.length, 'host')} of etcd outlive no more failures than ${etcd.length - 1} would`;
    found.push(at([...path, 'etcd'], message, 'an odd number of hosts, such as 3'));
  }
  const { rpo, archiveEvery } = archive;
  if (rpo !== undefined && archiveEvery !== undefined && rpo <= archiveEvery) {
    const every = formatDuration(archiveEvery);
    const message = `a write may wait ${every} for its place in the archive, and is lost with the store until then`;
    const expected = `an rpo above archiveEvery (${every}), or a shorter archiveEvery`;
    found.push(at([...path, 'backup', 'rpo'], message, expected));
  }
  found.push(...twice([...path, 'hosts'], hosts), ...twice([...path, 'etcd'], etcd));
  return found;
}

function appMistakes({ app }: Draft): LocatedMistake[] {
  const { hosts, replicas } = app ?? {};
  const found = twice(['app', 'hosts'], hosts);
  if (hosts !== undefined && replicas !== undefined && hosts.length !== replicas) {
    const message = `${countOf(hosts.length, 'host')} for ${countOf(replicas, 'replica')}`;
    const expected = `replicas: ${hosts.length}, or a host for each of them`;
    found.push(at(['app', 'hosts'], message, expected));
  }
  return found;
}

function balancerMistakes(draft: Draft): LocatedMistake[] {
  const { engine, hosts, vip, metrics, port } = draft.balancer;
  const found = twice(['balancer', 'hosts'], hosts);
  if (engine === 'embedded') {
    for (const [key, value] of [
      ['hosts', hosts],
      ['vip', vip],
    ] as const) {
      if (value === undefined) continue;
      const message = `"${key}" is for HAProxy, and this balancer is Ninefold's own`;
      const expected = 'engine: haproxy';
      found.push({ path: ['balancer', key], at: 'key', mistake: mistake(message, expected) });
    }
  }
  if (metrics !== undefined && metrics === port) {
    const message = `port ${port} can't be both for clients and for metrics`;
    found.push(at(['balancer', 'metrics'], message, 'another port'));
  }
  const underPatroni = [...draft.stores.values()].some((store) => store.engine === 'patroni');
  if ((engine === 'haproxy' || underPatroni) && metrics !== undefined) {
    const message =
      '"metrics" is for Ninefold\'s own balancer; HAProxy serves its own at port 8404';
    found.push({
      path: ['balancer', 'metrics'],
      at: 'key',
      mistake: mistake(message, 'slo: { source: haproxy }, or none of Patroni and HAProxy'),
    });
  }
  if (engine === 'haproxy') {
    for (const [name, store] of draft.stores) {
      if (store.engine !== 'postgres') continue;
      const message =
        'HAProxy learns from Patroni which member is the primary, and this store has none';
      found.push(at(['stores', name], message, 'engine: patroni, or balancer: embedded'));
    }
  }
  if (engine !== 'embedded' && vip !== undefined && hosts?.length === 1) {
    const message = 'a virtual address with one host can move to no other';
    found.push(at(['balancer', 'hosts'], message, 'two hosts, or no vip'));
  }
  return found;
}

function twice(path: readonly PathStep[], hosts: readonly string[] | undefined): LocatedMistake[] {
  return (hosts ?? []).flatMap((host, index) =>
    hosts?.indexOf(host) === index
      ? []
      : [at([...path, index], `the host "${host}" is there twice`, 'each host once')],
  );
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
