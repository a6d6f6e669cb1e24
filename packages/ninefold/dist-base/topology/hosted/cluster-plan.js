import { formatDuration } from '../../contract/duration.js';
import { EnvironmentError } from '../../ports/errors.js';
import { defaultTiming, leastRtoWords, timingFor, } from '../../render/patroni/timing.js';
/** A store of the contract, on these hosts, as Patroni's configuration needs it. */
export function clusterPlanOf(contract, spec, places, etcd, clients) {
    const { rtoMs, rpoMs } = contract.promise;
    const synchronous = spec.replication === 'synchronous';
    const tuning = spec.patroni?.tuning ?? 'promise';
    return {
        scope: spec.name,
        database: spec.name,
        role: 'app',
        members: places.map(({ member }) => member),
        etcd: etcd.map(({ member }) => member),
        clients,
        synchronousStandbys: synchronous ? 1 : 0,
        tuning,
        timing: tuning === 'defaults'
            ? defaultTiming
            : promisedTiming(rtoMs, {
                synchronous,
                watchdog: hasWatchdog(spec),
                etcdMembers: etcd.length,
                etcdShared: false,
            }),
        watchdog: hasWatchdog(spec) ? 'required' : 'off',
        startFrom: 'empty',
        reasons: {
            rto: `promise.rto: ${formatDuration(rtoMs)}`,
            rpo: `promise.rpo: ${formatDuration(rpoMs)}`,
        },
    };
}
/** Of three kinds a contract may ask for, hosts of ours have one that is there, or none. */
export function hasWatchdog({ patroni }) {
    return (patroni?.watchdog ?? 'required') === 'required';
}
function promisedTiming(rtoMs, conditions) {
    const result = timingFor(rtoMs, conditions);
    if (result.ok)
        return result.timing;
    const { message, expected } = leastRtoWords(result.leastRtoMs, conditions);
    throw new EnvironmentError(`${message}; promise.rto must be ${expected}`);
}
//# sourceMappingURL=cluster-plan.js.map