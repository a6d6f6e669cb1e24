/** Changes one member, and no other state that shares it. */
export function setMember(draft, index, change) {
    const members = draft.state.members.slice();
    members[index] = { ...memberOf(draft.state, index), ...change };
    draft.state.members = members;
}
/** Changes one door, and no other state that shares it. */
export function setDoor(draft, index, change) {
    const doors = draft.state.doors.slice();
    doors[index] = { ...doorOf(draft.state, index), ...change };
    draft.state.doors = doors;
}
export function setPhase(draft, phase) {
    draft.state.phase = phase;
}
/** @throws RangeError for a member outside the configuration */
export function memberOf(state, index) {
    const member = state.members[index];
    if (member === undefined)
        throw new RangeError(`no member ${index}`);
    return member;
}
/** @throws RangeError for a door outside the configuration */
export function doorOf(state, index) {
    const door = state.doors[index];
    if (door === undefined)
        throw new RangeError(`no door ${index}`);
    return door;
}
/**
 * Whether a member has not answered for so long, pauses of the agent left out.
 *
 * @param forMs default: the deadline of a primary
 */
export function isSilent(draft, index, forMs = draft.state.config.deadlineMs) {
    const { state, nowMs } = draft;
    const member = memberOf(state, index);
    const sinceMs = Math.max(member.answeredMs, state.listeningSinceMs, member.sinceMs);
    return nowMs - sinceMs >= forMs;
}
/** The wait after so many failures: doubles from `backoffMs` up to `maxBackoffMs`. */
export function backoffMs(draft, failures) {
    const { backoffMs: base, maxBackoffMs } = draft.state.config;
    return Math.min(maxBackoffMs, base * 2 ** Math.min(failures, 16));
}
//# sourceMappingURL=draft.js.map