/** A step of the decision in words; names are those of the store's members and doors. */
export function transitionEvent(transition, store, members, doors) {
    const nameOf = (index) => members[index]?.name ?? `${store}[${index}]`;
    switch (transition.kind) {
        case 'detected': {
            const { member, reason } = transition;
            const of = member === undefined ? { member: store } : { member: nameOf(member) };
            return { kind: 'detected', ...of, text: DETECTION_TEXT[reason] };
        }
        case 'fenced':
            return {
                kind: 'fenced',
                member: nameOf(transition.member),
                term: transition.term,
                text: transition.proof === 'dead' ? 'no process of it is left' : 'no door leads to it',
            };
        case 'promoted':
            return {
                kind: 'promoted',
                member: nameOf(transition.member),
                term: transition.term,
                text: `${PROMOTION_TEXT[transition.how]}, term ${transition.term}`,
            };
        case 'routed':
            return {
                kind: 'routed',
                member: nameOf(transition.member),
                term: transition.term,
                text: `${doors[transition.door]?.name ?? 'the balancer'} leads to it`,
            };
        case 'repointed':
            return {
                kind: 'repointed',
                member: nameOf(transition.member),
                term: transition.term,
                text: `follows the primary of term ${transition.term}`,
            };
        case 'rejoined':
            return {
                kind: 'rejoined',
                member: nameOf(transition.member),
                term: transition.term,
                text: `standby again, term ${transition.term}`,
            };
        case 'attempt-failed':
            return {
                kind: 'note',
                member: store,
                term: transition.term,
                text: `attempt under term ${transition.term} failed: ${transition.reason}`,
            };
        case 'switchover':
            return {
                kind: 'switchover',
                member: nameOf(transition.from),
                text: `hands over to ${nameOf(transition.to)}`,
            };
        case 'switchover-refused':
            return {
                kind: 'note',
                member: store,
                text: `switchover refused: ${transition.reason}`,
            };
    }
}
const DETECTION_TEXT = {
    exited: 'its main process ended',
    silent: 'silent past its deadline',
    'not-primary': 'it is not primary any more',
    'unknown-primary': 'no primary is known',
};
const PROMOTION_TEXT = {
    standby: 'promoted to primary',
    'in-place': 'restarted on its own data as primary',
    adopt: 'primary already, adopted',
};
//# sourceMappingURL=transition-event.js.map