import type { Random } from '../../clock/random.ts';
import type { AttachSpec, AttachedCommand, AttachedFault } from '../../contract/attach.ts';
import type { StoreSpec } from '../../contract/contract.ts';
import { type PlaceholderValues, fillPlaceholders } from '../../contract/placeholders.ts';
import { EnvironmentError } from '../../ports/errors.ts';
import { aim } from './aim.ts';
import { askMembers, askPatroni } from './ask-members.ts';
import type { GuardedFault } from './fault-guard.ts';
import { whatAttachedLacks } from './look.ts';
import { injectionRefusal } from './may-inject.ts';

/**
 * Asks the cluster who would be met now, and makes the commands for that member.
 *
 * @throws EnvironmentError when nothing may be injected now
 */
export async function readyFault(options: {
  readonly attached: AttachedFault;
  readonly attach: AttachSpec;
  readonly stores: readonly StoreSpec[];
  readonly random: Random;
  /** A fault that is not healed. */
  readonly unhealed: string | undefined;
  /** Why nothing more may be broken. */
  readonly halted: string | undefined;
}): Promise<{ readonly fault: GuardedFault; readonly member: string }> {
  const { attached, attach, stores, random, unhealed, halted } = options;
  const { sentence } = attached.fault;
  const look = await askMembers(attach);
  const missing = whatAttachedLacks(look, attach, stores);
  const refuse = (target: Parameters<typeof injectionRefusal>[0]['target']): void => {
    const refusal = injectionRefusal({ fault: sentence, unhealed, halted, missing, target });
    if (refusal !== undefined) throw new EnvironmentError(refusal);
  };
  // Before it is aimed: a cluster without a leader has nobody for it.
  refuse({ member: '' });
  const { member, values, role } = aim(attached.fault, attach, look, random);
  if (role !== undefined) {
    const { name, acceptsWrites } = await askPatroni(member);
    refuse({ member: member.name, role, toldName: name, acceptsWrites });
  }
  return { member: member.name, fault: guardedFault(attached, values) };
}

/** The commands of a fault for one member. */
export function guardedFault(
  { fault, inject, heal }: AttachedFault,
  values: PlaceholderValues,
): GuardedFault {
  const fill = ({ run, withinMs }: AttachedCommand): AttachedCommand => ({
    run: fillPlaceholders(run, values),
    withinMs,
  });
  return {
    sentence: fault.sentence,
    member: values.member,
    inject: fill(inject),
    ...(heal ? { heal: fill(heal) } : {}),
  };
}
