import type { Random } from '../../clock/random.ts';
import type { AttachSpec, AttachedMember } from '../../contract/attach.ts';
import type { FaultSpec } from '../../contract/contract.ts';
import type { PlaceholderValues } from '../../contract/placeholders.ts';
import { EnvironmentError } from '../../ports/errors.ts';
import { type Look, leaderOf, newestView } from './look.ts';

/** Whom a fault meets at this moment, and what stands for the placeholders of its commands. */
export interface Aim {
  readonly member: AttachedMember;
  readonly values: PlaceholderValues;
  /** Of a store: whether it must accept writes, or must not. */
  readonly role?: 'primary' | 'standby';
}

/**
 * Where a fault leaves a choice, chance makes it.
 *
 * @throws EnvironmentError when there is nobody to aim at
 */
export function aim(fault: FaultSpec, attach: AttachSpec, look: Look, random: Random): Aim {
  const [step] = fault.steps;
  const target = step && step.verb !== 'wait' ? step.target : undefined;
  switch (target?.kind) {
    case 'app':
    case 'etcd': {
      const members = attach[target.kind];
      const index = 'index' in target ? target.index : undefined;
      const chosen = members[index ?? Math.floor(random() * members.length)];
      return aimAt(chosen, members, fault);
    }
    case 'store': {
      const store = target.store
        ? attach.stores.find(({ name }) => name === target.store)
        : attach.stores[0];
      const members = store?.members ?? [];
      const leader = leaderOf(newestView(look.stores.get(store?.name ?? '')?.values() ?? []))?.name;
      const primary = members.find(({ name }) => name === leader);
      if (!('role' in target) || target.role === 'primary') {
        return { ...aimAt(primary, members, fault), role: 'primary' };
      }
      const standbys = members.filter((member) => primary && member !== primary);
      const chosen = standbys[Math.floor(random() * standbys.length)];
      return { ...aimAt(chosen, members, fault), role: 'standby' };
    }
    default:
      return aimAt(undefined, [], fault);
  }
}

function aimAt(
  member: AttachedMember | undefined,
  among: readonly AttachedMember[],
  fault: FaultSpec,
): Aim {
  if (!member) throw new EnvironmentError(`there is nobody for "${fault.sentence}" at this moment`);
  const others = among.filter((one) => one !== member).map(({ url }) => hostOf(url));
  return {
    member,
    values: { member: member.name, host: hostOf(member.url), others: others.join(',') },
  };
}

/** Of IPv6 without its brackets, as ssh and nft want it. */
export function hostOf(url: string): string {
  const { hostname } = new URL(url);
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
