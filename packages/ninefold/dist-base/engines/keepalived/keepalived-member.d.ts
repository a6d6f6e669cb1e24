import type { Clock } from '../../clock/clock.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import { type RestartingMember } from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
export interface KeepalivedMemberOptions {
    /** Such as `balancer[0]`. */
    readonly name: string;
    /** Its host's. */
    readonly start: Supervisor['start'];
    readonly program: string;
    /** Absolute. */
    readonly configFile: string;
    /** Of its host; its pid files lie there. */
    readonly directory: string;
    readonly clock: Clock;
    readonly onExited: (exit: MemberExit) => void;
    readonly onFailed: (error: unknown) => void;
}
/**
 * One keepalived, as root, started again whenever it ends; ready when its VRRP process runs. Who
 * holds the virtual address is told by the host's interface.
 */
export declare function createKeepalivedMember(options: KeepalivedMemberOptions): RestartingMember;
//# sourceMappingURL=keepalived-member.d.ts.map