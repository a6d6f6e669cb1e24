import type { Random } from '../../clock/random.ts';
import type { AttachSpec, AttachedCommand, AttachedFault } from '../../contract/attach.ts';
import { lastsMs } from '../../contract/blast-radius.ts';
import type { Contract } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import { commandLine } from '../../contract/placeholders.ts';
import { EnvironmentError, codeOf } from '../../ports/errors.ts';
import type { AttachPlan, PlannedCommand, PlannedFault } from '../../report/attach-plan.ts';
import type { ClientAccess } from './access.ts';
import { type Aim, aim } from './aim.ts';
import { askMembers } from './ask-members.ts';
import { type Look, newestView, whatAttachedLacks } from './look.ts';
import { leftTables } from './proof-table.ts';
import { guardedFault } from './ready-fault.ts';

/**
 * What a proof would do, from questions that change nothing.
 *
 * @param contract its faults are those that would be used
 * @throws EnvironmentError when clients can't log in
 */
export async function planAttached(
  contract: Contract,
  attach: AttachSpec,
  access: ClientAccess,
  random: Random,
): Promise<AttachPlan> {
  const look = await askMembers(attach);
  const missing = whatAttachedLacks(look, attach, contract.stores);
  const { sql, http } = attach.clients;
  const patienceMs = contract.proof.recoveryTimeoutMs;
  return {
    service: contract.service,
    members: membersOf(attach, look),
    ...(missing === undefined ? {} : { missing }),
    clients: {
      addresses: sql ? [sql.url] : http,
      ...(sql ? { user: sql.user } : {}),
      ratePerSecond: contract.workload.ratePerSecond,
      traces: sql
        ? 'into a table of their own, ninefold_proof_RUN, which is made and removed again'
        : 'through the app, where they stay: their ids begin with RUN, which is told at the end',
      leftTables: access.sqlUrl === undefined ? [] : await tablesOf(access.sqlUrl, sql?.url ?? ''),
    },
    trials: contract.proof.trials,
    faults: attach.faults
      .filter(({ fault }) => contract.proof.faults.includes(fault))
      .map((attached) => plannedFault(attached, attach, look, { random, patienceMs })),
    floor: attach.floor,
    floorOverMs: attach.floorOverMs,
  };
}

function membersOf(attach: AttachSpec, look: Look): AttachPlan['members'] {
  return [
    ...attach.stores.flatMap(({ name, members }) => {
      const view = newestView(look.stores.get(name)?.values() ?? []);
      return members.map((member) => {
        const known = view?.members.find((one) => one.name === member.name);
        const role = `${name} ${known?.role.replace('_', ' ') ?? 'unknown'}`;
        return { name: member.name, role, url: member.url };
      });
    }),
    ...attach.app.map(({ name, url }) => ({ name, role: 'app', url })),
    ...attach.etcd.map(({ name, url }) => ({ name, role: 'etcd', url })),
  ];
}

function plannedFault(
  attached: AttachedFault,
  attach: AttachSpec,
  look: Look,
  { random, patienceMs }: { readonly random: Random; readonly patienceMs: number },
): PlannedFault {
  const aimed = aimOrNobody(attached, attach, look, random);
  const { inject, heal } = aimed ? guardedFault(attached, aimed.values) : attached;
  const forMs = lastsMs(attached.fault.steps[0]);
  return {
    fault: attached.fault.sentence,
    ...(aimed ? { member: aimed.member.name } : {}),
    inject: planned(inject),
    ...(heal ? { heal: planned(heal) } : {}),
    healed:
      heal === undefined
        ? 'over by itself'
        : forMs === undefined
          ? `healed when clients are served again, or after ${formatDuration(patienceMs)} at most`
          : `healed after ${formatDuration(forMs)}`,
  };
}

function aimOrNobody(
  { fault }: AttachedFault,
  attach: AttachSpec,
  look: Look,
  random: Random,
): Aim | undefined {
  try {
    return aim(fault, attach, look, random);
  } catch (error) {
    if (error instanceof EnvironmentError) return undefined;
    throw error;
  }
}

function planned({ run, withinMs }: AttachedCommand): PlannedCommand {
  return { command: commandLine(run), withinMs };
}

async function tablesOf(sqlUrl: string, shown: string): Promise<readonly string[]> {
  try {
    return await leftTables(sqlUrl);
  } catch (error) {
    // No cause: its message could hold more than an address.
    // oxlint-disable-next-line preserve-caught-error
    throw new EnvironmentError(
      `clients can't log in at ${shown} (${codeOf(error) ?? 'no answer'})`,
    );
  }
}
