import type { Clock } from '../../clock/clock.ts';
import type { OperatingUser } from '../../engines/postgres/operating-user.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { Tell } from '../lifecycle.ts';
import type { EnginePrograms } from './engine-programs.ts';
import type { HostFiles } from './host-files.ts';
import type { HostsNetwork } from './hosts-network.ts';

/** What every part of a topology on hosts is built in. */
export interface HostedSurroundings {
  /** The contract's service. */
  readonly service: string;
  /** As comments in configuration quote it. */
  readonly rtoReason: string;
  readonly clock: Clock;
  readonly tell: Tell;
  readonly network: HostsNetwork;
  readonly programs: EnginePrograms;
  readonly user: MemberUser;
  /** Each host with a network of its own. */
  readonly isolated: boolean;
  /** An address that no host has yet. */
  readonly virtualAddress: string;
  readonly clientAddress: string;
  /** Another member of a store has the right to accept writes, under a higher term. */
  readonly onGrant: (
    member: string,
    term: number,
    when: { readonly atMs: number; readonly notBeforeMs?: number },
    how?: string,
  ) => void;
  addHost(name: string): Promise<Host>;
  /** The port itself on hosts of their own; where they share one address, another that is free. */
  readonly portFor: (standard: number) => Promise<number>;
  filesOf(host: Host): HostFiles;
  /** The folder of a store's archive, which outlives every host. */
  archiveOf(store: string): string;
}

/** Who the engines run as: never root. */
export interface MemberUser extends OperatingUser {
  /** For a command of a member: empty for the present user. */
  readonly asMember: { readonly as?: { readonly uid: number; readonly gid: number } };
}
