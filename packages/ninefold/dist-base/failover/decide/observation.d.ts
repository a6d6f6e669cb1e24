import type { DoorIndex, MemberIndex } from './config.ts';
/** How far a member's log reaches. Ordered by `walTerm`, then by `receivedLsn`. */
export interface LogPosition {
    /** End of the log that is flushed on the member's disk. */
    readonly receivedLsn: bigint;
    /**
     * The term under which the last record of that log was written (not the term that the member
     * was last told of). A primary writes its term into the log before it is reported promoted, so
     * that standbys read it there; without that, a diverged log that is longer would win.
     */
    readonly walTerm: number;
}
/** Who was given which term: the durable record of the lease. */
export interface LeaseGrant {
    readonly member: MemberIndex;
    readonly term: number;
}
/** What the agent tells the decision. Instants are of the agent's monotonic clock. */
export type Observation = 
/** Time passed. At least every `heartbeatMs`. */
{
    readonly kind: 'tick';
}
/** A member answered a probe. A probe without an answer is not reported. */
 | ({
    readonly kind: 'heartbeat';
    readonly member: MemberIndex;
    readonly askedMs: number;
    readonly answeredMs: number;
} & HeartbeatRole)
/** The supervisor saw the member's main process end; its children may still run. */
 | {
    readonly kind: 'exited';
    readonly member: MemberIndex;
}
/** Proof of death: no process of the member is left, and none starts without a command. */
 | {
    readonly kind: 'fenced';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'fence-failed';
    readonly member: MemberIndex;
    readonly term: number;
}
/** The door cut every session to a primary of a lower term and refuses lower terms. */
 | {
    readonly kind: 'door-cut';
    readonly door: DoorIndex;
    readonly term: number;
    /** The door's own clock when it answered; given back in `route`. */
    readonly doorMs: number;
}
/** The door asks for its route (at least every third of the lease). */
 | {
    readonly kind: 'lease-asked';
    readonly door: DoorIndex;
    readonly doorMs: number;
}
/** The door leads to the primary of this term. */
 | {
    readonly kind: 'door-routed';
    readonly door: DoorIndex;
    readonly term: number;
}
/** Answer to `read-position`, with the term it was asked under. */
 | ({
    readonly kind: 'position';
    readonly member: MemberIndex;
    readonly term: number;
} & LogPosition)
/** Answers to the command of that name, with its term. */
 | {
    readonly kind: 'promoted';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'promote-failed';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'repointed';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'repoint-failed';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'rejoined';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'rejoin-failed';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'restarted';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'restart-failed';
    readonly member: MemberIndex;
    readonly term: number;
}
/** The primary was shut down cleanly; no process of it is left. */
 | {
    readonly kind: 'stopped';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'stop-failed';
    readonly member: MemberIndex;
    readonly term: number;
}
/** A term above every one reserved before, durable; and the last grant recorded, if any. */
 | {
    readonly kind: 'term-reserved';
    readonly term: number;
    readonly granted?: LeaseGrant;
} | {
    readonly kind: 'grant-recorded';
    readonly term: number;
}
/** A higher term was reserved since: by another agent, or by a duplicate of the command. */
 | {
    readonly kind: 'grant-refused';
    readonly term: number;
}
/** Somebody wants a planned change of the primary; without `to`, to any standby. */
 | {
    readonly kind: 'switchover-asked';
    readonly to?: MemberIndex;
};
export type HeartbeatRole = 
/** `term`: the one it was promoted under. */
{
    readonly role: 'primary';
    readonly term: number;
}
/** `following`: the member it streams from now; absent when it streams from none. */
 | {
    readonly role: 'standby';
    readonly following?: MemberIndex;
};
//# sourceMappingURL=observation.d.ts.map