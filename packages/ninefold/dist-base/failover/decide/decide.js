import { advanceChoosing, advanceFencing, advancePromoting, advanceWaiting, beginAttempt, enterFencing, promote, requestTerm, resendChoosing, resendFencing, resendPromoting, } from './attempt.js';
import { isSilent, memberOf } from './draft.js';
import { mendMembers } from './mend.js';
import { observe } from './observe.js';
import { safePolicy } from './policy.js';
import { sendRoutes } from './steady.js';
import { resendStop } from './switchover.js';
/**
 * The failover decision: what to remember and what to do after one observation. Pure: the state
 * given is not changed.
 *
 * Order of an attempt: detect, fence, choose, promote under a higher term, route, re-point, rejoin.
 *
 * @param nowMs the agent's monotonic clock, never going backwards
 * @param policy the safety rules; only the simulator's mutants pass another
 * @throws RangeError for a member or door outside the configuration
 */
export function decide(state, observation, nowMs, policy = safePolicy) {
    const draft = { state: { ...state }, commands: [], transitions: [], nowMs, policy };
    if (policy.wasPaused(state.config, nowMs - state.calledMs))
        draft.state.listeningSinceMs = nowMs;
    draft.state.calledMs = nowMs;
    observe(draft, observation);
    if (observation.kind === 'tick')
        resend(draft);
    advance(draft);
    if (observation.kind === 'tick')
        mendMembers(draft);
    return draft;
}
/** Goes on as far as what is known allows. */
function advance(draft) {
    switch (draft.state.phase.kind) {
        case 'starting':
            judgeStart(draft);
            break;
        case 'steady':
            judgePrimary(draft);
            break;
        case 'stopping':
            judgeStop(draft);
            break;
        case 'waiting':
            advanceWaiting(draft);
            break;
        case 'fencing':
            advanceFencing(draft);
            break;
        case 'choosing':
            advanceChoosing(draft);
            break;
        case 'promoting':
            advancePromoting(draft);
            break;
    }
}
function resend(draft) {
    resendFencing(draft);
    resendChoosing(draft);
    resendPromoting(draft);
    resendStop(draft);
    requestTerm(draft);
    sendRoutes(draft);
}
/**
 * Only the member whose grant is recorded may be adopted; others are fenced. It is granted a new
 * term, since the agent before this one may have made doors and members refuse the old one.
 */
function judgeStart(draft) {
    const { state, nowMs } = draft;
    if (state.reservedTerm === undefined)
        return;
    const { granted } = state;
    if (granted === undefined) {
        judgeFirstStart(draft);
        return;
    }
    const { health, role } = memberOf(state, granted.member);
    if (health === 'up' && role === 'primary')
        promote(draft, granted.member, 'adopt');
    else if (health === 'up')
        beginAttempt(draft, 'not-primary', granted.member);
    else if (health === 'exited')
        beginAttempt(draft, 'exited', granted.member);
    else if (nowMs - state.listeningSinceMs >= state.config.deadlineMs) {
        beginAttempt(draft, 'silent', granted.member);
    }
}
/** No grant was ever recorded: the only member that says it is primary is granted the first. */
function judgeFirstStart(draft) {
    const { state, nowMs } = draft;
    const allAnswered = state.members.every((member) => member.health !== 'unknown');
    if (!allAnswered && nowMs - state.listeningSinceMs < state.config.deadlineMs)
        return;
    const claims = [...state.members.keys()].filter((index) => memberOf(state, index).mayWrite);
    const [only] = claims;
    if (only === undefined || claims.length > 1)
        beginAttempt(draft, 'unknown-primary', undefined);
    else
        promote(draft, only, 'adopt');
}
function judgePrimary(draft) {
    const { phase } = draft.state;
    if (phase.kind !== 'steady')
        return;
    const { primary } = phase;
    const member = memberOf(draft.state, primary);
    if (member.health === 'exited')
        beginAttempt(draft, 'exited', primary);
    else if (member.role === 'standby')
        beginAttempt(draft, 'not-primary', primary);
    else if (isSilent(draft, primary))
        beginAttempt(draft, 'silent', primary);
}
function judgeStop(draft) {
    const { state, nowMs } = draft;
    const { phase } = state;
    if (phase.kind !== 'stopping')
        return;
    const { health, sinceMs } = memberOf(state, phase.primary);
    const { resendMs, stopTimeoutMs } = state.config;
    // `dead`: it stopped cleanly. `exited`: its end is known before how it ended; that is awaited,
    // since only after a clean end can it be a standby again without a rebuild.
    const unexplained = health === 'exited' && nowMs - sinceMs >= 2 * resendMs;
    const late = nowMs - phase.sinceMs >= stopTimeoutMs;
    if (health === 'dead' || unexplained || late)
        enterFencing(draft, phase.prefer);
}
//# sourceMappingURL=decide.js.map