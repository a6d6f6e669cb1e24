import { backoffMs, isSilent, memberOf, setMember } from './draft.js';
/** After so many failed errands in a row a standby is rebuilt rather than restarted. */
const REBUILD_AFTER_FAILURES = 2;
/** Gives every member that is not what it should be an errand that brings it nearer. */
export function mendMembers(draft) {
    for (const member of draft.state.members.keys())
        mendMember(draft, member);
}
export function mendMember(draft, index) {
    const { state, nowMs } = draft;
    const { phase } = state;
    // While choosing, those that do not answer are started: their positions may be needed.
    if (phase.kind !== 'steady' && phase.kind !== 'choosing')
        return;
    const primary = phase.kind === 'steady' ? phase.primary : undefined;
    if (index === primary)
        return;
    const member = memberOf(state, index);
    const kind = errandFor(draft, index, member, primary);
    if (kind === undefined) {
        if (member.errand !== undefined)
            finishErrand(draft, index);
        return;
    }
    const { errand } = member;
    const urgent = kind === 'fence' && errand?.kind !== 'fence';
    if (errand !== undefined && errand.retryAtMs > nowMs && !urgent)
        return;
    const { term } = phase;
    setMember(draft, index, { errand: { kind, term, retryAtMs: nowMs + timeoutMs(draft, kind) } });
    draft.commands.push(commandOf(kind, index, term, primary));
}
/** The errand is done: tells so, and counts no failure any more. */
export function finishErrand(draft, index) {
    const { errand } = memberOf(draft.state, index);
    if (errand === undefined)
        return;
    setMember(draft, index, { errand: undefined, failures: 0 });
    if (errand.kind === 'repoint') {
        draft.transitions.push({ kind: 'repointed', member: index, term: errand.term });
    }
    else if (errand.kind !== 'fence') {
        draft.transitions.push({ kind: 'rejoined', member: index, term: errand.term });
    }
}
/** The errand failed: another is tried after a backoff. */
export function failErrand(draft, index, kind, term) {
    const { errand, failures } = memberOf(draft.state, index);
    if (errand?.kind !== kind || errand.term !== term)
        return;
    const retryAtMs = draft.nowMs + backoffMs(draft, failures);
    setMember(draft, index, { errand: { ...errand, retryAtMs }, failures: failures + 1 });
}
function errandFor(draft, index, member, primary) {
    const gone = member.health === 'exited' || member.health === 'dead';
    if (primary === undefined) {
        // The one that was granted the last term is left alone: it can be restarted in place.
        const mine = member.mayWrite || draft.state.granted?.member === index;
        return !mine && (gone || isSilent(draft, index)) ? 'restart-standby' : undefined;
    }
    if (member.mayWrite && member.health !== 'dead')
        return 'fence';
    const rebuild = member.failures >= REBUILD_AFTER_FAILURES;
    if (member.mustRebuild)
        return 'rejoin';
    // Silence counts no failure, so a member is never rebuilt for that alone.
    const silent = isSilent(draft, index, draft.state.config.standbyDeadlineMs);
    if (gone || silent)
        return rebuild ? 'rejoin' : 'restart-standby';
    if (member.health === 'up' && member.following !== primary)
        return rebuild ? 'rejoin' : 'repoint';
    return undefined;
}
function timeoutMs(draft, kind) {
    const { config } = draft.state;
    const timeouts = {
        fence: config.resendMs,
        'restart-standby': config.restartTimeoutMs,
        repoint: config.repointTimeoutMs,
        rejoin: config.rejoinTimeoutMs,
    };
    return timeouts[kind];
}
function commandOf(kind, member, term, primary) {
    if (kind === 'fence')
        return { kind, member, term };
    if (kind === 'restart-standby' || primary === undefined) {
        const to = primary === undefined ? {} : { to: primary };
        return { kind: 'restart-standby', member, term, ...to };
    }
    if (kind === 'repoint')
        return { kind, member, to: primary, term };
    return { kind, member, from: primary, term };
}
//# sourceMappingURL=mend.js.map