import type { Clock } from '../../clock/clock.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import { type RestartingMember } from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
export interface HaproxyMemberOptions {
    /** Such as `balancer[0]`. */
    readonly name: string;
    /** Its host's. */
    readonly start: Supervisor['start'];
    readonly program: string;
    /** Its name among its peers. */
    readonly peerName: string;
    /** Absolute. */
    readonly configFile: string;
    readonly directory: string;
    readonly statsSocket: string;
    readonly as?: {
        readonly uid: number;
        readonly gid: number;
    };
    readonly clock: Clock;
    readonly onStarted: () => void;
    readonly onReady: () => void;
    readonly onExited: (exit: MemberExit) => void;
    readonly onFailed: (error: unknown) => void;
}
/** One HAProxy, started again whenever it ends; ready when its runtime API answers. */
export declare function createHaproxyMember(options: HaproxyMemberOptions): RestartingMember;
//# sourceMappingURL=haproxy-member.d.ts.map