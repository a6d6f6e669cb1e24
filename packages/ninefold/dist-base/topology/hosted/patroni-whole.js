/**
 * What a cluster lacks to be whole: its leader, each standby following it on its timeline, and as
 * many of them synchronous as were promised.
 *
 * @returns completes "waited for ..."; undefined when nothing
 */
export function whatIsMissing(seen) {
    const { scope, expected, leader, cluster, synchronousStandbys } = seen;
    if (leader === undefined)
        return `${scope} to have a leader`;
    if (cluster === undefined)
        return `a Patroni of ${scope} to answer`;
    const of = (name) => cluster.find((member) => member.name === name);
    const first = of(leader);
    if (first?.role !== 'leader' || first.state !== 'running')
        return `${leader} to lead ${scope}`;
    for (const name of expected) {
        if (name === leader)
            continue;
        const member = of(name);
        // Patroni before 3.0.3 calls a standby that streams `running`.
        const follows = member?.state === 'streaming' || member?.state === 'running';
        if (!member || !follows || member.timeline !== first.timeline) {
            return `${name} to follow ${leader}`;
        }
    }
    const synchronous = cluster.filter(({ role }) => role === 'sync_standby').length;
    if (synchronous < synchronousStandbys)
        return `${scope} to have a synchronous standby`;
    return undefined;
}
//# sourceMappingURL=patroni-whole.js.map