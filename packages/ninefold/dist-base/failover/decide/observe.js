import { failAttempt, forgetPosition, notePosition } from './attempt.js';
import { doorOf, memberOf, setDoor, setMember, setPhase } from './draft.js';
import { failErrand, finishErrand, mendMember } from './mend.js';
import { sendRoute } from './steady.js';
import { askSwitchover } from './switchover.js';
/** Takes an observation into the state, if it is not from a former term or life. */
export function observe(draft, observation) {
    switch (observation.kind) {
        case 'tick':
            break;
        case 'heartbeat':
            onHeartbeat(draft, observation);
            break;
        case 'exited':
            onExited(draft, observation.member);
            break;
        case 'fenced':
            onFenced(draft, observation.member, observation.term, true);
            break;
        case 'fence-failed':
            onFenceFailed(draft, observation.member, observation.term);
            break;
        case 'door-cut': {
            const { door, term, doorMs } = observation;
            hearDoor(draft, door, doorMs);
            const { cutTerm } = doorOf(draft.state, door);
            if (term > cutTerm)
                setDoor(draft, door, { cutTerm: term });
            break;
        }
        case 'lease-asked':
            hearDoor(draft, observation.door, observation.doorMs);
            sendRoute(draft, observation.door);
            break;
        case 'door-routed':
            onDoorRouted(draft, observation.door, observation.term);
            break;
        case 'position':
            notePosition(draft, observation.member, observation.term, observation);
            break;
        case 'promoted':
            onPromoted(draft, observation.member, observation.term);
            break;
        case 'promote-failed':
            onPromoteFailed(draft, observation.member, observation.term);
            break;
        case 'repointed':
            onErrandDone(draft, observation.member, 'repoint', observation.term);
            break;
        case 'rejoined':
            onErrandDone(draft, observation.member, 'rejoin', observation.term);
            break;
        case 'restarted':
            onErrandDone(draft, observation.member, 'restart-standby', observation.term);
            break;
        case 'repoint-failed':
            failErrand(draft, observation.member, 'repoint', observation.term);
            break;
        case 'rejoin-failed':
            failErrand(draft, observation.member, 'rejoin', observation.term);
            break;
        case 'restart-failed':
            failErrand(draft, observation.member, 'restart-standby', observation.term);
            break;
        case 'stopped':
            onFenced(draft, observation.member, observation.term, false);
            break;
        case 'stop-failed':
            onStopFailed(draft, observation.term);
            break;
        case 'term-reserved':
            onTermReserved(draft, observation);
            break;
        case 'grant-recorded':
            onGrantRecorded(draft, observation.term);
            break;
        case 'grant-refused':
            if (termOfPhase(draft) === observation.term)
                failAttempt(draft, 'the lease refused its term');
            break;
        case 'switchover-asked':
            askSwitchover(draft, observation.to);
            break;
    }
}
function onHeartbeat(draft, heartbeat) {
    const { state } = draft;
    const { member: index } = heartbeat;
    const member = memberOf(state, index);
    if (heartbeat.askedMs < member.sinceMs)
        return;
    const primary = heartbeat.role === 'primary';
    const roleTerm = primary ? heartbeat.term : 0;
    const members = state.members.slice();
    members[index] = {
        health: 'up',
        role: heartbeat.role,
        roleTerm,
        following: heartbeat.role === 'standby' ? heartbeat.following : undefined,
        answeredMs: Math.max(member.answeredMs, heartbeat.answeredMs),
        sinceMs: member.sinceMs,
        mayWrite: member.mayWrite || primary,
        mustRebuild: member.mustRebuild,
        errand: member.errand,
        failures: member.failures,
    };
    state.members = members;
    if (primary)
        forgetPosition(draft, index);
    if (roleTerm > state.highestTerm) {
        // The durable record fell behind the members; terms go on above them.
        state.highestTerm = roleTerm;
        if (state.reservedTerm !== undefined && state.reservedTerm <= roleTerm) {
            state.reservedTerm = undefined;
        }
    }
    mendMember(draft, index);
}
function onExited(draft, index) {
    const { state, nowMs } = draft;
    const { phase } = state;
    const member = memberOf(state, index);
    if (member.health === 'dead')
        return;
    // A restart in place begins from a dead member: an end reported now is its former life's.
    if (phase.kind === 'promoting' &&
        phase.member === index &&
        phase.how === 'in-place' &&
        !phase.promoted) {
        return;
    }
    setMember(draft, index, {
        health: 'exited',
        role: 'unknown',
        following: undefined,
        sinceMs: nowMs,
        ...(member.errand?.kind === 'repoint' && { errand: undefined }),
    });
    forgetPosition(draft, index);
    if (phase.kind === 'promoting' && phase.member === index)
        failAttempt(draft, 'it ended');
    mendMember(draft, index);
}
/** Proof of death. After a clean stop the log is one that the standbys have: no rebuild. */
function onFenced(draft, index, term, mustRebuild) {
    const { state, nowMs } = draft;
    const { phase } = state;
    const member = memberOf(state, index);
    if (term !== termOfPhase(draft) || !member.mayWrite)
        return;
    if (phase.kind === 'promoting' && phase.member === index)
        return;
    if (phase.kind === 'steady' && phase.primary === index)
        return;
    setMember(draft, index, {
        health: 'dead',
        role: 'unknown',
        roleTerm: 0,
        following: undefined,
        sinceMs: nowMs,
        mayWrite: false,
        mustRebuild,
        errand: undefined,
    });
    mendMember(draft, index);
}
function onFenceFailed(draft, index, term) {
    const { phase } = draft.state;
    if (phase.kind === 'fencing' && phase.term === term && phase.targets.includes(index)) {
        setPhase(draft, { ...phase, killFailed: true });
    }
    failErrand(draft, index, 'fence', term);
}
function hearDoor(draft, door, doorMs) {
    const known = doorOf(draft.state, door).doorMs;
    if (known === undefined || doorMs > known)
        setDoor(draft, door, { doorMs });
}
function onDoorRouted(draft, door, term) {
    const { phase } = draft.state;
    if (phase.kind !== 'steady' || phase.term !== term)
        return;
    if (doorOf(draft.state, door).routedTerm >= term)
        return;
    setDoor(draft, door, { routedTerm: term });
    draft.transitions.push({ kind: 'routed', door, member: phase.primary, term });
}
function onPromoted(draft, member, term) {
    const { phase } = draft.state;
    if (phase.kind !== 'promoting' || phase.term !== term || phase.member !== member)
        return;
    setPhase(draft, { ...phase, promoted: true });
}
function onPromoteFailed(draft, member, term) {
    const { phase } = draft.state;
    if (phase.kind !== 'promoting' || phase.term !== term || phase.member !== member)
        return;
    failAttempt(draft, 'the promotion failed');
}
function onErrandDone(draft, index, kind, term) {
    const { state, nowMs } = draft;
    const { errand } = memberOf(state, index);
    if (errand?.kind !== kind || errand.term !== term)
        return;
    const { phase } = state;
    const target = phase.kind === 'steady' ? phase.primary : undefined;
    setMember(draft, index, {
        health: 'up',
        role: 'standby',
        roleTerm: 0,
        following: phase.kind === 'promoting' ? phase.member : target,
        answeredMs: nowMs,
        sinceMs: nowMs,
        ...(kind === 'rejoin' && { mustRebuild: false }),
    });
    finishErrand(draft, index);
    if (phase.kind === 'choosing') {
        draft.commands.push({ kind: 'read-position', member: index, term: phase.term });
    }
}
function onStopFailed(draft, term) {
    const { phase } = draft.state;
    if (phase.kind !== 'stopping' || phase.term !== term)
        return;
    setPhase(draft, { ...phase, sinceMs: -Infinity });
}
function onTermReserved(draft, { term, granted }) {
    const { state } = draft;
    if (granted !== undefined && granted.term > (state.granted?.term ?? 0)) {
        state.granted = granted;
        const { health } = memberOf(state, granted.member);
        // It was told to be primary, by an agent before this one perhaps: it may be one unseen.
        if (health !== 'dead')
            setMember(draft, granted.member, { mayWrite: true });
    }
    if (term <= state.highestTerm)
        return;
    state.highestTerm = term;
    state.reservedTerm = term;
    state.reservationSentMs = undefined;
}
function onGrantRecorded(draft, term) {
    const { state } = draft;
    const { phase } = state;
    if (phase.kind !== 'promoting' || phase.term !== term)
        return;
    state.granted = { member: phase.member, term };
    setPhase(draft, { ...phase, grantRecorded: true });
}
function termOfPhase(draft) {
    const { phase } = draft.state;
    return phase.kind === 'starting' || phase.kind === 'waiting' ? undefined : phase.term;
}
//# sourceMappingURL=observe.js.map