/** The state in words, for live display. */
export function describe(state) {
    return { text: describePhase(state), members: state.members.map(describeMember) };
}
function describePhase({ phase, members, config, failedAttempts }) {
    switch (phase.kind) {
        case 'starting':
            return 'looks for the primary';
        case 'steady':
            return `member ${phase.primary} is primary under term ${phase.term}`;
        case 'stopping':
            return `stops member ${phase.primary} for member ${phase.prefer} to take over`;
        case 'waiting':
            return `waits before the next attempt (${failedAttempts} failed)`;
        case 'fencing': {
            const left = phase.targets.filter((target) => members[target]?.health !== 'dead');
            return `fences member ${left.join(' and ')} under term ${phase.term}`;
        }
        case 'choosing': {
            const known = phase.positions.filter((position) => position !== undefined).length;
            return `chooses a primary for term ${phase.term}: ${known} of ${config.members} positions`;
        }
        case 'promoting': {
            const verbs = { standby: 'promotes', 'in-place': 'restarts', adopt: 'adopts' };
            return `${verbs[phase.how]} member ${phase.member} under term ${phase.term}`;
        }
        default:
            return phase;
    }
}
function describeMember(member) {
    if (member.errand !== undefined) {
        const verbs = {
            fence: 'being fenced',
            'restart-standby': 'restarting',
            repoint: 're-pointing',
            rejoin: 'rejoining',
        };
        return verbs[member.errand.kind];
    }
    if (member.health !== 'up')
        return member.health;
    if (member.role !== 'standby')
        return member.role;
    return member.following === undefined ? 'standby, not streaming' : 'standby';
}
//# sourceMappingURL=describe.js.map