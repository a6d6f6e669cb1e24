import type { Clock } from '../../clock/clock.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import { type RestartingMember } from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
export interface EtcdMemberOptions {
    /** Such as `etcd[1]`. */
    readonly name: string;
    /** Its host's. */
    readonly start: Supervisor['start'];
    readonly program: string;
    /** Absolute. */
    readonly configFile: string;
    readonly directory: string;
    readonly address: string;
    readonly clientPort: number;
    readonly clock: Clock;
    readonly onStarted: () => void;
    readonly onReady: () => void;
    readonly onExited: (exit: MemberExit) => void;
    readonly onFailed: (error: unknown) => void;
}
/** One etcd, started again whenever it ends; ready when it listens for clients. */
export declare function createEtcdMember(options: EtcdMemberOptions): RestartingMember;
/** Whether it is in a quorum that has a leader. */
export declare function isEtcdHealthy(address: string, port: number): Promise<boolean>;
//# sourceMappingURL=etcd-member.d.ts.map