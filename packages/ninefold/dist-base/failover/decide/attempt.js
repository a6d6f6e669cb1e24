import { mostAdvanced } from './policy.js';
import { backoffMs, doorOf, isSilent, memberOf, setMember, setPhase } from './draft.js';
import { enterSteady } from './steady.js';
/**
 * An attempt to have a primary: fence, choose, promote. Each is a phase; `advance...` moves on as
 * soon as what the phase waits for is there, `resend...` repeats what was not answered.
 */
export function beginAttempt(draft, reason, member) {
    draft.transitions.push({ kind: 'detected', reason, ...(member !== undefined && { member }) });
    enterFencing(draft, undefined);
}
/** Fences whatever may write, under the reserved term; without one the attempt waits for it. */
export function enterFencing(draft, prefer) {
    const { state, nowMs } = draft;
    const term = state.reservedTerm;
    if (term === undefined) {
        setPhase(draft, { kind: 'waiting', untilMs: nowMs, prefer });
        requestTerm(draft);
        return;
    }
    const targets = [...state.members.keys()].filter((index) => mustFence(draft, index));
    setPhase(draft, {
        kind: 'fencing',
        term,
        prefer,
        targets,
        killFailed: false,
        sinceMs: nowMs,
        sentMs: nowMs,
    });
    sendFences(draft, term);
    advanceFencing(draft);
}
export function resendFencing(draft) {
    const { state, nowMs } = draft;
    const { phase } = state;
    if (phase.kind !== 'fencing' || nowMs - phase.sentMs < state.config.resendMs)
        return;
    setPhase(draft, { ...phase, sentMs: nowMs });
    sendFences(draft, phase.term);
}
export function advanceFencing(draft) {
    const { state, nowMs, policy } = draft;
    const { phase } = state;
    if (phase.kind !== 'fencing')
        return;
    const proof = policy.fenceProof(state, phase, nowMs);
    if (proof === undefined)
        return;
    for (const member of phase.targets) {
        draft.transitions.push({ kind: 'fenced', member, term: phase.term, proof });
    }
    setPhase(draft, {
        kind: 'choosing',
        term: phase.term,
        prefer: phase.prefer,
        positions: state.members.map(() => undefined),
        sinceMs: nowMs,
        sentMs: nowMs,
    });
    readPositions(draft);
    advanceChoosing(draft);
}
export function resendChoosing(draft) {
    const { state, nowMs } = draft;
    const { phase } = state;
    if (phase.kind !== 'choosing' || nowMs - phase.sentMs < state.config.resendMs)
        return;
    setPhase(draft, { ...phase, sentMs: nowMs });
    // A fence proven by doors alone still wants its death: only a dead primary can be restarted.
    sendFences(draft, phase.term);
    readPositions(draft);
}
export function notePosition(draft, member, askedTerm, position) {
    const { state, policy } = draft;
    const { phase } = state;
    if (phase.kind !== 'choosing' || !policy.positionCounts(askedTerm, phase.term))
        return;
    if (memberOf(state, member).mayWrite)
        return;
    const known = phase.positions[member];
    if (known !== undefined && policy.compare(known, position) >= 0)
        return;
    setPhase(draft, { ...phase, positions: phase.positions.with(member, position) });
}
/** A member that ended, or claims to be primary, can't be chosen in this attempt any more. */
export function forgetPosition(draft, member) {
    const { phase } = draft.state;
    if (phase.kind !== 'choosing' || phase.positions[member] === undefined)
        return;
    setPhase(draft, { ...phase, positions: phase.positions.with(member, undefined) });
}
export function advanceChoosing(draft) {
    const { state, nowMs, policy } = draft;
    const { phase } = state;
    if (phase.kind !== 'choosing')
        return;
    const { config } = state;
    const elapsedMs = nowMs - phase.sinceMs;
    const known = phase.positions.filter((position) => position !== undefined).length;
    const awaited = phase.positions.some((position, index) => position === undefined && canAnswer(draft, index));
    const best = mostAdvanced(phase.positions, phase.prefer, policy.compare);
    if (best !== undefined && known >= policy.positionsNeeded(config)) {
        const { prefer } = phase;
        const catchingUp = prefer !== undefined && prefer !== best && canAnswer(draft, prefer);
        const patienceMs = catchingUp ? config.positionPatienceMs : config.positionGraceMs;
        if ((awaited || catchingUp) && elapsedMs < patienceMs)
            return;
        promote(draft, best, 'standby');
        return;
    }
    if (awaited && elapsedMs < config.positionPatienceMs)
        return;
    // Commits are flushed on the primary before they are acknowledged, so the one that was granted
    // the last term holds them all. Restarting it loses nothing; promoting on too few answers may.
    const last = state.granted?.member;
    if (last !== undefined && memberOf(state, last).health === 'dead')
        promote(draft, last, 'in-place');
}
/** Raises the member under the phase's term: the grant is recorded while the promotion runs. */
export function promote(draft, member, how) {
    const { state, nowMs } = draft;
    const { phase } = state;
    const term = phase.kind === 'choosing' ? phase.term : state.reservedTerm;
    if (term === undefined)
        return;
    // The term is used up even when this fails: the grant may be recorded without our knowing.
    if (state.reservedTerm !== undefined && state.reservedTerm <= term) {
        state.reservedTerm = undefined;
    }
    const followers = phase.kind === 'choosing' && how === 'standby'
        ? [...phase.positions.keys()].filter((index) => index !== member && phase.positions[index] !== undefined)
        : [];
    setPhase(draft, {
        kind: 'promoting',
        term,
        member,
        how,
        grantRecorded: false,
        promoted: false,
        sinceMs: nowMs,
        sentMs: nowMs,
    });
    setMember(draft, member, {
        mayWrite: true,
        mustRebuild: false,
        health: 'unknown',
        sinceMs: nowMs,
    });
    sendPromotion(draft);
    // The first synchronous commit waits for a standby, so they are sent at once to stream from the
    // chosen one; it is no shorter than any of them, and passes its promotion on to them.
    for (const follower of followers) {
        draft.commands.push({ kind: 'repoint', member: follower, to: member, term });
        const retryAtMs = nowMs + state.config.repointTimeoutMs;
        setMember(draft, follower, { errand: { kind: 'repoint', term, retryAtMs } });
    }
}
export function resendPromoting(draft) {
    const { state, nowMs } = draft;
    const { phase } = state;
    if (phase.kind !== 'promoting')
        return;
    if (nowMs - phase.sinceMs >= state.config.promoteTimeoutMs) {
        failAttempt(draft, 'the promotion took too long');
    }
    else if (nowMs - phase.sentMs >= state.config.resendMs) {
        setPhase(draft, { ...phase, sentMs: nowMs });
        sendPromotion(draft);
    }
}
export function advancePromoting(draft) {
    const { phase } = draft.state;
    if (phase.kind !== 'promoting' || !phase.grantRecorded || !phase.promoted)
        return;
    const { member, term, how } = phase;
    draft.transitions.push({ kind: 'promoted', member, term, how });
    enterSteady(draft, member, term);
}
/** Gives the attempt up; the next one begins after a backoff, under a new term. */
export function failAttempt(draft, reason) {
    const { state, nowMs } = draft;
    const { phase } = state;
    if (phase.kind !== 'promoting')
        return;
    draft.transitions.push({ kind: 'attempt-failed', term: phase.term, reason });
    const untilMs = nowMs + backoffMs(draft, state.failedAttempts);
    state.failedAttempts += 1;
    setPhase(draft, { kind: 'waiting', untilMs, prefer: undefined });
    requestTerm(draft);
}
export function advanceWaiting(draft) {
    const { state, nowMs } = draft;
    const { phase } = state;
    if (phase.kind !== 'waiting' || nowMs < phase.untilMs)
        return;
    if (state.reservedTerm !== undefined)
        enterFencing(draft, phase.prefer);
}
/** Asks for the next term unless there is one, or it was asked for a moment ago. */
export function requestTerm(draft) {
    const { state, nowMs } = draft;
    if (state.reservedTerm !== undefined)
        return;
    // Reserving above a grant that is being recorded would have it refused.
    if (state.phase.kind === 'promoting')
        return;
    const { reservationSentMs: sentMs } = state;
    if (sentMs !== undefined && nowMs - sentMs < state.config.resendMs)
        return;
    state.reservationSentMs = nowMs;
    draft.commands.push({ kind: 'reserve-term', above: state.highestTerm });
}
function mustFence(draft, index) {
    const member = memberOf(draft.state, index);
    return member.mayWrite && member.health !== 'dead';
}
function sendFences(draft, term) {
    const { state, commands } = draft;
    for (const member of state.members.keys()) {
        if (mustFence(draft, member))
            commands.push({ kind: 'fence', member, term });
    }
    for (const door of state.doors.keys()) {
        if (doorOf(state, door).cutTerm < term)
            commands.push({ kind: 'cut', door, term });
    }
}
function readPositions(draft) {
    const { phase, members } = draft.state;
    if (phase.kind !== 'choosing')
        return;
    for (const [member, { health, mayWrite, errand }] of members.entries()) {
        if (mayWrite || health === 'dead' || health === 'exited')
            continue;
        // It is asked when it has been restarted; a question now could get in the way of that.
        if (errand?.kind === 'restart-standby' && !canAnswer(draft, member))
            continue;
        if (phase.positions[member] !== undefined && member !== phase.prefer)
            continue;
        draft.commands.push({ kind: 'read-position', member, term: phase.term });
    }
}
function canAnswer(draft, index) {
    const member = memberOf(draft.state, index);
    return member.health === 'up' && !member.mayWrite && !isSilent(draft, index);
}
function sendPromotion(draft) {
    const { phase } = draft.state;
    if (phase.kind !== 'promoting')
        return;
    const { member, term } = phase;
    if (!phase.grantRecorded)
        draft.commands.push({ kind: 'record-grant', member, term });
    if (phase.promoted)
        return;
    const kind = phase.how === 'in-place' ? 'restart-as-primary' : 'promote';
    draft.commands.push({ kind, member, term });
}
//# sourceMappingURL=attempt.js.map