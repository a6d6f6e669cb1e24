import { formatDuration } from '../contract/duration.ts';
import { formatRatio } from '../contract/ratio.ts';

/** What `prove --attach` would do to a cluster, as it is at this moment. */
export interface AttachPlan {
  readonly service: string;
  readonly members: readonly {
    readonly name: string;
    /** Such as `orders leader`, `orders replica`, `app`. */
    readonly role: string;
    readonly url: string;
  }[];
  /** What the cluster lacks to be whole, to complete "it waits for"; absent: it is whole. */
  readonly missing?: string;
  readonly clients: {
    /** Without user and password. */
    readonly addresses: readonly string[];
    readonly user?: string;
    readonly ratePerSecond: number;
    /** What they leave, or make and remove again. */
    readonly traces: string;
    /** Tables of earlier proofs that were killed. */
    readonly leftTables: readonly string[];
  };
  readonly trials: number;
  readonly faults: readonly PlannedFault[];
  /** 0 to 1. */
  readonly floor: number;
  readonly floorOverMs: number;
}

export interface PlannedFault {
  readonly fault: string;
  /** Whom it would meet now; absent: nobody. */
  readonly member?: string;
  readonly inject: PlannedCommand;
  /** Absent: it is over by itself. */
  readonly heal?: PlannedCommand;
  /** When it is healed, in words. */
  readonly healed: string;
}

export interface PlannedCommand {
  /** As a shell would read it; none is used. */
  readonly command: string;
  readonly withinMs: number;
}

export function renderAttachPlan(plan: AttachPlan): string {
  const { clients, faults, trials } = plan;
  const width = Math.max(...plan.members.map(({ name }) => name.length));
  return [
    `Attached to ${plan.service}, which Ninefold did not start`,
    ...plan.members.map(({ name, role, url }) => `  ${name.padEnd(width)}  ${role}, ${url}`),
    '',
    plan.missing === undefined
      ? 'It is whole now.'
      : `It is NOT whole: it waits for ${plan.missing}. Nothing would be injected.`,
    '',
    `Clients: ${clients.ratePerSecond} writes a second while a trial lasts, at ${clients.addresses.join(', ')}${clients.user === undefined ? '' : ` as ${clients.user}`}`,
    `  ${clients.traces}`,
    ...clients.leftTables.map((table) => `  left by a proof that was killed: DROP TABLE ${table};`),
    '',
    `Faults, one after the other, each ${trials === 1 ? 'once' : `${trials} times`}; whom they meet is asked anew each time:`,
    ...faults.flatMap(renderFault),
    '',
    `A fault is healed at once when less than ${formatRatio(plan.floor)} of the last ${formatDuration(plan.floorOverMs)} was served; nothing more is broken then.`,
    'Nothing is injected unless the cluster is whole and the last fault is healed.',
    'What is broken is healed on an error, on Ctrl-C, and when ninefold is killed.',
  ].join('\n');
}

function renderFault({ fault, member, inject, heal, healed }: PlannedFault): string[] {
  const limit = ({ command, withinMs }: PlannedCommand): string =>
    `${command}   (within ${formatDuration(withinMs)})`;
  return [
    `  ${fault}: ${member === undefined ? 'there is nobody for it now' : `now ${member}`}`,
    `    inject  ${limit(inject)}`,
    `    heal    ${heal ? limit(heal) : 'none'}`,
    `            ${healed}`,
  ];
}
