import type { FailoverConfig, MemberIndex } from './config.ts';
import type { LeaseGrant, LogPosition } from './observation.ts';
/** Everything the decision remembers. A value: `decide` returns a new one. */
export interface FailoverState {
    readonly config: FailoverConfig;
    readonly phase: Phase;
    /** The highest term seen. */
    readonly highestTerm: number;
    /** A term reserved for the next attempt, so that reserving is off the critical path. */
    readonly reservedTerm: number | undefined;
    /** When the reservation under way was sent. */
    readonly reservationSentMs: number | undefined;
    /** The last grant known to be recorded, or that may have been. */
    readonly granted: LeaseGrant | undefined;
    readonly members: readonly MemberState[];
    readonly doors: readonly DoorState[];
    /** When `decide` was last called. */
    readonly calledMs: number;
    /** Silence counts from here at the earliest: the start, or the end of a pause of the agent. */
    readonly listeningSinceMs: number;
    /** Attempts that failed since there was last a primary. */
    readonly failedAttempts: number;
}
export type Phase = 
/** The agent started and does not know yet who is primary. */
{
    readonly kind: 'starting';
} | {
    readonly kind: 'steady';
    readonly primary: MemberIndex;
    readonly term: number;
}
/** Switchover: the primary shuts down cleanly. */
 | {
    readonly kind: 'stopping';
    readonly primary: MemberIndex;
    readonly term: number;
    readonly prefer: MemberIndex;
    readonly sinceMs: number;
    readonly sentMs: number;
}
/** An attempt waits for a term, or for the end of the backoff. */
 | {
    readonly kind: 'waiting';
    readonly untilMs: number;
    readonly prefer: MemberIndex | undefined;
} | {
    readonly kind: 'fencing';
    readonly term: number;
    readonly prefer: MemberIndex | undefined;
    /** Members that may still write. */
    readonly targets: readonly MemberIndex[];
    /** Killing was tried and failed: no use in waiting for proof of death. */
    readonly killFailed: boolean;
    readonly sinceMs: number;
    readonly sentMs: number;
} | {
    readonly kind: 'choosing';
    readonly term: number;
    readonly prefer: MemberIndex | undefined;
    /** By member; only answers to questions asked after the fence. */
    readonly positions: readonly (LogPosition | undefined)[];
    readonly sinceMs: number;
    readonly sentMs: number;
} | {
    readonly kind: 'promoting';
    readonly term: number;
    readonly member: MemberIndex;
    readonly how: Promotion;
    readonly grantRecorded: boolean;
    readonly promoted: boolean;
    readonly sinceMs: number;
    readonly sentMs: number;
};
/**
 * How a member comes to be primary under a new term: a standby is raised; the dead old primary is
 * restarted `in-place`; an agent without memory finds one that runs, and will `adopt` it.
 */
export type Promotion = 'standby' | 'in-place' | 'adopt';
export interface MemberState {
    /** `dead`: proven, no process is left. `exited`: its main process ended. */
    readonly health: 'unknown' | 'up' | 'exited' | 'dead';
    readonly role: 'unknown' | 'primary' | 'standby';
    /** The term it claims as primary; 0 otherwise. */
    readonly roleTerm: number;
    readonly following: MemberIndex | undefined;
    /** When it last answered (ms); -Infinity: never. */
    readonly answeredMs: number;
    /** Heartbeats asked before then tell of a former life. */
    readonly sinceMs: number;
    /** It may accept writes: it was told to, or says so, and was not proven dead since. */
    readonly mayWrite: boolean;
    /** It was a primary that another one replaced: its log may have diverged. */
    readonly mustRebuild: boolean;
    readonly errand: Errand | undefined;
    /** Errands that failed in a row. */
    readonly failures: number;
}
/** What a member that is not the primary was last told to do, until it is done. */
export interface Errand {
    readonly kind: 'fence' | 'restart-standby' | 'repoint' | 'rejoin';
    readonly term: number;
    readonly retryAtMs: number;
}
export interface DoorState {
    /** The highest term whose cut it acknowledged. */
    readonly cutTerm: number;
    /** The term it was last known to lead to. */
    readonly routedTerm: number;
    /** Its own clock when it last spoke; undefined: never heard. */
    readonly doorMs: number | undefined;
    /** When a route, and with it a lease, was last sent (the agent's clock). */
    readonly leasedMs: number;
}
/**
 * The state of an agent that has just started and knows nothing but its configuration. What an
 * earlier agent did is found in the durable record of the lease, and by asking the members.
 */
export declare function initialState(config: FailoverConfig, nowMs: number): FailoverState;
//# sourceMappingURL=state.d.ts.map