import type { Clock } from '../../clock/clock.ts';
import type { AppSpec } from '../../contract/contract.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import { type RestartingMember } from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
export interface AppReplicaOptions {
    /** Such as `app[2]`. */
    readonly name: string;
    readonly spec: AppSpec;
    /** The contract's folder: the command runs there. */
    readonly directory: string;
    readonly port: number;
    /** Where it is reached. Default: 127.0.0.1. */
    readonly address?: string;
    /** Beside what the contract says: the stores' URLs. Holds secrets. */
    readonly environment: Readonly<Record<string, string>>;
    readonly supervisor: Pick<Supervisor, 'start'>;
    readonly clock: Clock;
    readonly onStarted: () => void;
    readonly onReady: () => void;
    readonly onExited: (exit: MemberExit) => void;
    /** A restart did not succeed; it is tried again. */
    readonly onFailed: (error: unknown) => void;
}
/**
 * One replica of the user's program, in any language. It is given `PORT`, listens there, and is
 * ready when its ready endpoint answers 2xx.
 */
export declare function createAppReplica(options: AppReplicaOptions): RestartingMember;
//# sourceMappingURL=app-replica.d.ts.map