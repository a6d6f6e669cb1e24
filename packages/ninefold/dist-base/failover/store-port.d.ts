import type { MemberIndex } from './decide/config.ts';
import type { HeartbeatRole, LeaseGrant, LogPosition } from './decide/observation.ts';
/** Whatever takes a signal gives up when it is aborted: a higher term took the member over. */
export interface StoreMember {
    readonly name: string;
    /** One heartbeat: a fresh connection and a held session both answered. Rejects otherwise. */
    probe(): Promise<HeartbeatRole>;
    /** Calls `listener` when the main process ends without having been told to. */
    onExit(listener: () => void): void;
    /** Kills every process of the member; resolves when none is left. */
    fence(): Promise<void>;
    /** Shuts down cleanly, so that standbys receive all; resolves when no process is left. */
    stop(signal: AbortSignal): Promise<void>;
    readPosition(signal: AbortSignal): Promise<LogPosition>;
    /** Makes it primary under the term; also when it is primary already. */
    promote(term: number, signal: AbortSignal): Promise<void>;
    /** Starts the dead member on its own data as primary under the term. */
    restartAsPrimary(term: number, signal: AbortSignal): Promise<void>;
    restartStandby(to: MemberIndex | undefined, signal: AbortSignal): Promise<void>;
    /**
     * Streams from `to` from now on: `follows` once it does, `pending` when it does not in time.
     * Rejects when it never will, since the logs have diverged.
     */
    repoint(to: MemberIndex, signal: AbortSignal): Promise<'follows' | 'pending'>;
    /** Rebuilds it from a base backup of `from`; resolves when it streams from there. */
    rejoin(from: MemberIndex, signal: AbortSignal): Promise<void>;
}
/** A listener through which clients reach the store, in a process of its own. */
export interface StoreDoor {
    readonly name: string;
    cut(term: number): void;
    route(primary: MemberIndex, term: number, leasedFromMs: number): void;
    /** What the door says, by its own clock. */
    onEvent(listener: (event: {
        readonly kind: 'cut';
        readonly term: number;
        readonly doorMs: number;
    } | {
        readonly kind: 'lease-asked';
        readonly doorMs: number;
    } | {
        readonly kind: 'routed';
        readonly term: number;
    }) => void): void;
}
/** Who leads, durably: terms only grow, and a grant is recorded only for the last one reserved. */
export interface Lease {
    reserve(above: number): Promise<{
        readonly term: number;
        readonly granted?: LeaseGrant;
    }>;
    /** Resolves with false when a higher term was reserved since. */
    recordGrant(grant: LeaseGrant): Promise<boolean>;
}
//# sourceMappingURL=store-port.d.ts.map