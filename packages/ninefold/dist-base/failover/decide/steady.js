import { doorOf, setDoor, setMember, setPhase } from './draft.js';
import { mendMembers } from './mend.js';
/** There is a primary of this term: doors lead to it, and the others are made its standbys. */
export function enterSteady(draft, primary, term) {
    const { state, nowMs } = draft;
    setPhase(draft, { kind: 'steady', primary, term });
    state.failedAttempts = 0;
    state.granted = { member: primary, term };
    setMember(draft, primary, {
        health: 'up',
        role: 'primary',
        roleTerm: term,
        following: undefined,
        mayWrite: true,
        mustRebuild: false,
        errand: undefined,
        failures: 0,
        sinceMs: nowMs,
    });
    for (const [index, member] of state.members.entries()) {
        if (index === primary || member.errand === undefined || member.errand.term === term)
            continue;
        setMember(draft, index, { errand: undefined });
    }
    sendRoutes(draft);
    mendMembers(draft);
}
/** Sends their route to the doors that are not known to lead to the primary. */
export function sendRoutes(draft) {
    const { state } = draft;
    const { phase } = state;
    if (phase.kind !== 'steady')
        return;
    for (const door of state.doors.keys()) {
        if (doorOf(state, door).routedTerm < phase.term)
            sendRoute(draft, door);
    }
}
/** A route is also a lease: from the moment it is sent the door may lead to the primary. */
export function sendRoute(draft, door) {
    const { state, nowMs } = draft;
    const { phase } = state;
    const { doorMs } = doorOf(state, door);
    if (phase.kind !== 'steady' || doorMs === undefined)
        return;
    const { primary, term } = phase;
    setDoor(draft, door, { leasedMs: nowMs });
    draft.commands.push({ kind: 'route', door, primary, term, doorMs });
}
//# sourceMappingURL=steady.js.map