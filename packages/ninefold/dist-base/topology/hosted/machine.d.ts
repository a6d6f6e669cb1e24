import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import type { MemberKind, TopologyMember } from '../member.ts';
import type { HostsNetwork } from './hosts-network.ts';
import type { Watchdog } from './watchdog.ts';
export interface MachineOptions {
    readonly kind: MemberKind;
    readonly host: Host;
    readonly network: HostsNetwork;
    /** What runs on it; the first is what the machine is for, and is asked to stop. */
    readonly programs: readonly [RestartingMember, ...RestartingMember[]];
    /** Processes that faults may mean on their own, by the word they are called in a fault. */
    readonly parts?: Readonly<Record<string, MachinePart>>;
    /** An address that must not be there when the machine starts again. */
    readonly virtualAddress?: string;
    /** It loses its power with the host. */
    readonly watchdog?: Pick<Watchdog, 'disarm'>;
    readonly stopWithinMs?: number;
    readonly isActive?: () => boolean;
}
/** One of the programs; or those processes of the first one that run another, by its real path. */
export type MachinePart = RestartingMember | {
    readonly executable: string;
};
/**
 * A host with all that runs on it as one member: killed, everything on it is and it stays down;
 * frozen, its network is silent too, as a virtual machine's is that is paused.
 */
export declare function machine(options: MachineOptions): TopologyMember;
//# sourceMappingURL=machine.d.ts.map