import type { Clock } from '../../clock/clock.ts';
import type { MemberExit } from '../../supervisor/member-process.ts';
import { type RestartingMember } from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { type PatroniEndpoint } from './rest-api.ts';
export interface PatroniMemberOptions {
    /** Such as `orders[1]`. */
    readonly name: string;
    /** Its host's. */
    readonly start: Supervisor['start'];
    /** The command that runs Patroni, without its configuration. */
    readonly command: readonly [string, ...string[]];
    /** PostgreSQL's `postgres`, which Patroni starts: its real path. */
    readonly postgres: string;
    readonly as?: {
        readonly uid: number;
        readonly gid: number;
    };
    readonly configFile: string;
    /** Passwords: Patroni reads them from here, and hands none of them on. */
    readonly environment: Readonly<Record<string, string>>;
    /** Everything of the member works in it or below. */
    readonly directory: string;
    readonly endpoint: PatroniEndpoint;
    readonly clock: Clock;
    readonly onStarted: () => void;
    readonly onReady: () => void;
    readonly onExited: (exit: MemberExit) => void;
    readonly onFailed: (error: unknown) => void;
}
/**
 * Patroni with its PostgreSQL, started again whenever Patroni ends; ready when its REST API answers.
 * Whether PostgreSQL runs, and as what, is Patroni's affair.
 */
export declare function createPatroniMember(options: PatroniMemberOptions): RestartingMember;
//# sourceMappingURL=patroni-member.d.ts.map