import type { Clock } from '../../clock/clock.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import { type RestartingMember } from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import type { BalancerConfig, BalancerEvent, BalancerMessage } from './message.ts';
export interface BalancerMemberOptions {
    readonly name: string;
    readonly supervisor: Supervisor;
    readonly clock: Clock;
    /** What to start with, asked anew at each start; ports are fixed, so that clients find it again. */
    readonly config: () => BalancerConfig;
    readonly onEvent: (event: BalancerEvent) => void;
    readonly onStarted: () => void;
    readonly onReady: () => void;
    readonly onExited: (exit: MemberExit) => void;
    /** A restart did not succeed; it is tried again. */
    readonly onFailed: (error: unknown) => void;
}
/** The balancer's process as a member that is started again whenever it ends. */
export interface BalancerMember {
    readonly member: RestartingMember;
    /** Lost when no process runs: it learns all it needs at its next start. */
    send(message: BalancerMessage): void;
}
export declare function createBalancerMember(options: BalancerMemberOptions): BalancerMember;
//# sourceMappingURL=balancer-member.d.ts.map