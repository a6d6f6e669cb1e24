import { regionOf } from './layout.js';
/** Of what is not the user's (ms). */
const STOP_WITHIN_MS = 10_000;
/** Every member of a topology: balancers, replicas, and the stores' servers. */
export function membersOf({ balancers, replicas, regions }, restarting, stores, appStopWithinMs) {
    return [
        ...balancers.map(({ name, region }) => restartingMember(name, 'balancer', region, restarting, STOP_WITHIN_MS)),
        ...replicas.map(({ name, region }) => restartingMember(name, 'app', region, restarting, appStopWithinMs)),
        ...stores.flatMap(({ members, agent }) => members.map((member) => ({
            name: member.name,
            kind: 'store',
            stopWithinMs: STOP_WITHIN_MS,
            region: regionOf(member.index, regions),
            process: () => member.process,
            // The fast shutdown, which is what service managers ask of PostgreSQL.
            requestStop: () => member.process?.signal('SIGINT'),
            hold: () => {
                agent.hold(member.index);
            },
            release: () => {
                agent.release(member.index);
            },
        }))),
    ];
}
function restartingMember(name, kind, region, restarting, stopWithinMs) {
    const member = restarting.get(name);
    if (!member)
        throw new RangeError(`no member ${name}`);
    return {
        name,
        kind,
        region,
        stopWithinMs,
        process: () => member.process,
        requestStop: () => member.process?.signal('SIGTERM'),
        hold: () => {
            member.hold();
        },
        release: () => {
            member.release();
        },
    };
}
//# sourceMappingURL=members.js.map