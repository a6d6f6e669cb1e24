import type { DoorIndex, MemberIndex } from './config.ts';
/**
 * What the agent must carry out. Any command may be sent again before its answer: carrying it out
 * twice must be harmless. Whoever carries commands out for a member refuses one whose term is
 * lower than the highest it has seen for that member, also when it was under way already; a late
 * `promote` would otherwise raise a member that was given up and fenced.
 */
export type Command = 
/** Reserve, durably, a term above every one ever reserved, and above this one. */
{
    readonly kind: 'reserve-term';
    readonly above: number;
}
/** Record durably who gets the term; refuse unless it is the last one reserved. */
 | {
    readonly kind: 'record-grant';
    readonly member: MemberIndex;
    readonly term: number;
}
/** Kill every process of the member, and answer when none is left. */
 | {
    readonly kind: 'fence';
    readonly member: MemberIndex;
    readonly term: number;
}
/** Cut sessions to primaries of lower terms; refuse lower terms from now on. */
 | {
    readonly kind: 'cut';
    readonly door: DoorIndex;
    readonly term: number;
} | {
    readonly kind: 'read-position';
    readonly member: MemberIndex;
    readonly term: number;
}
/**
 * Make the standby primary under this term, or give the running primary this term. Answer when
 * the term is written in its log.
 */
 | {
    readonly kind: 'promote';
    readonly member: MemberIndex;
    readonly term: number;
}
/** Start the dead old primary on its own data, as primary. Answer: `promoted`. */
 | {
    readonly kind: 'restart-as-primary';
    readonly member: MemberIndex;
    readonly term: number;
}
/** End every process of the member, then start it as a standby of `to` (if given). */
 | {
    readonly kind: 'restart-standby';
    readonly member: MemberIndex;
    readonly term: number;
    readonly to?: MemberIndex;
}
/** Stream from `to`. Answer when it does; fail when the logs have diverged. */
 | {
    readonly kind: 'repoint';
    readonly member: MemberIndex;
    readonly to: MemberIndex;
    readonly term: number;
}
/**
 * End every process of the member, rebuild it from a base backup of `from` and start it as its
 * standby. Until that is complete the member must answer no `read-position`.
 */
 | {
    readonly kind: 'rejoin';
    readonly member: MemberIndex;
    readonly from: MemberIndex;
    readonly term: number;
}
/**
 * Shut the primary down cleanly: standbys receive all it wrote. Answer `stopped` when no
 * process is left; `stop-failed` when it ended in any other way.
 */
 | {
    readonly kind: 'stop';
    readonly member: MemberIndex;
    readonly term: number;
}
/**
 * Lead the door to the primary until `doorMs` + lease, by the door's own clock. Sessions to the
 * same primary, not restarted since, may go on when only the term is new. The door
 * refuses a lower term than it was told before, and a lease that has ended already.
 */
 | {
    readonly kind: 'route';
    readonly door: DoorIndex;
    readonly primary: MemberIndex;
    readonly term: number;
    readonly doorMs: number;
};
//# sourceMappingURL=command.d.ts.map