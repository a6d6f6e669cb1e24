import { forecastLoad } from './forecast.js';
import { carriedRate, lostWithZone, replicasFor, withinObjective } from './replicas-for.js';
import { fitScalability } from './scalability-law.js';
/**
 * Whether the replicas are enough, how far the system scales, and when load outgrows both.
 *
 * @throws RangeError for measurements of fewer concurrencies than a fit needs
 */
export function capacityOf(question) {
    const { demand, measurements } = question;
    const replicas = demand === undefined ? undefined : replicasAnswer(question, demand);
    const scalingPoints = measurements.flatMap(({ concurrency, throughput }) => 
    // The law speaks of one and more; below, hardly anything is under way.
    concurrency !== undefined && concurrency >= 1 ? [{ concurrency, throughput }] : []);
    const scaling = scalingPoints.length === 0 ? undefined : fitScalability(scalingPoints);
    const limit = limitOf(replicas, scaling);
    const load = measurements.flatMap(({ atMs, throughput }) => atMs === undefined ? [] : [{ atMs, throughput }]);
    const forecast = limit === undefined ? undefined : forecastLoad(load, limit.perSecond);
    return {
        ...(replicas === undefined ? {} : { replicas }),
        ...(scaling === undefined ? {} : { scaling }),
        ...(limit === undefined ? {} : { limit }),
        ...(forecast === undefined ? {} : { forecast }),
        enough: replicas === undefined ||
            (replicas.needed !== undefined && replicas.have - replicas.lost >= replicas.needed.needed),
    };
}
function replicasAnswer({ replicas, zones }, demand) {
    const lost = lostWithZone(replicas, zones);
    const needed = replicasFor(demand, zones);
    return {
        have: replicas,
        lost,
        ...(needed === undefined ? {} : { needed }),
        within: withinObjective(demand, replicas),
        withinThen: withinObjective(demand, replicas - lost),
        carries: replicas === lost ? 0 : carriedRate(demand, replicas - lost),
    };
}
function limitOf(replicas, scaling) {
    const peak = scaling?.peak.throughput ?? Infinity;
    const carries = replicas?.carries ?? Infinity;
    const perSecond = Math.min(peak, carries);
    if (perSecond === Infinity)
        return undefined;
    return { perSecond, by: carries <= peak ? 'replicas' : 'scaling' };
}
//# sourceMappingURL=capacity.js.map