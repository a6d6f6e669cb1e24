import type { AttachSpec } from '../../contract/attach.ts';
import type { StoreSpec } from '../../contract/contract.ts';
import type { PatroniClusterMember, PatroniClusterView } from '../../engines/patroni/rest-api.ts';
import { whatIsMissing } from '../hosted/patroni-whole.ts';

/** What every member answered, all asked at the same time. */
export interface Look {
  /** By store, then by member; undefined: its Patroni did not answer. */
  readonly stores: ReadonlyMap<string, ReadonlyMap<string, PatroniClusterView | undefined>>;
  /** By member of the app and of etcd: why it is not well; undefined: it is. */
  readonly others: ReadonlyMap<string, string | undefined>;
}

/**
 * The view to believe: a member that is cut off still tells what was true before, so that of the
 * newest timeline with a leader, and else any.
 */
export function newestView(
  views: Iterable<PatroniClusterView | undefined>,
): PatroniClusterView | undefined {
  let newest: PatroniClusterView | undefined;
  for (const view of views) {
    if (view && (!newest || timelineOf(view) > timelineOf(newest))) newest = view;
  }
  return newest;
}

export function leaderOf(view: PatroniClusterView | undefined): PatroniClusterMember | undefined {
  return view?.members.find(({ role }) => role === 'leader');
}

function timelineOf(view: PatroniClusterView): number {
  return leaderOf(view)?.timeline ?? -1;
}

/**
 * What an attached system lacks to be whole: every member answers, each store has its leader, each
 * other member follows it on its timeline, one of them synchronously where that is promised, and
 * nobody has paused Patroni.
 *
 * @returns completes "waited for ..."; undefined when nothing
 */
export function whatAttachedLacks(
  look: Look,
  attach: Pick<AttachSpec, 'stores'>,
  specs: readonly StoreSpec[],
): string | undefined {
  for (const { name, members } of attach.stores) {
    const views = look.stores.get(name);
    for (const member of members) {
      if (!views?.get(member.name)) return `Patroni of ${member.name} to answer at ${member.url}`;
    }
    const view = newestView(views?.values() ?? []);
    if (view?.isPaused) return `somebody to end the pause of ${name} (patronictl resume)`;
    const spec = specs.find((one) => one.name === name);
    const known = members.map((member) => member.name);
    const missing = whatIsMissing({
      scope: name,
      // Of members that the contract does not name too: the next fault must not meet a second.
      expected: [...new Set([...known, ...(view?.members ?? []).map((member) => member.name)])],
      leader: leaderOf(view)?.name,
      cluster: view?.members.map((member) => ({
        ...member,
        role: member.role === 'quorum_standby' ? 'sync_standby' : member.role,
      })),
      synchronousStandbys: spec?.replication === 'synchronous' ? 1 : 0,
    });
    if (missing !== undefined) return missing;
  }
  for (const [member, flaw] of look.others) {
    if (flaw !== undefined) return `${member} to be well: ${flaw}`;
  }
  return undefined;
}
