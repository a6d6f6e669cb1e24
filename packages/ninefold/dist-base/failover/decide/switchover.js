import { isSilent, memberOf, setPhase } from './draft.js';
/** Begins a planned change of the primary, or says why it would not end well. */
export function askSwitchover(draft, to) {
    const { state, nowMs, policy } = draft;
    const { phase, reservedTerm: term } = state;
    const refuse = (reason) => {
        draft.transitions.push({ kind: 'switchover-refused', reason });
    };
    if (phase.kind !== 'steady')
        return refuse('there is no steady primary');
    if (term === undefined)
        return refuse('no term is reserved yet');
    const { primary } = phase;
    const ready = [...state.members.keys()].filter((index) => {
        const { health, following } = memberOf(state, index);
        return index !== primary && health === 'up' && following === primary && !isSilent(draft, index);
    });
    const prefer = to ?? ready[0];
    if (prefer === primary)
        return refuse('it is the primary already');
    if (prefer === undefined || !ready.includes(prefer))
        return refuse('no standby follows');
    const needed = policy.positionsNeeded(state.config);
    if (ready.length < needed) {
        return refuse(`a safe choice needs ${needed} standbys that follow, there are ${ready.length}`);
    }
    draft.transitions.push({ kind: 'switchover', from: primary, to: prefer });
    draft.commands.push({ kind: 'stop', member: primary, term });
    setPhase(draft, { kind: 'stopping', primary, term, prefer, sinceMs: nowMs, sentMs: nowMs });
}
export function resendStop(draft) {
    const { state, nowMs } = draft;
    const { phase } = state;
    if (phase.kind !== 'stopping' || nowMs - phase.sentMs < state.config.resendMs)
        return;
    setPhase(draft, { ...phase, sentMs: nowMs });
    draft.commands.push({ kind: 'stop', member: phase.primary, term: phase.term });
}
//# sourceMappingURL=switchover.js.map