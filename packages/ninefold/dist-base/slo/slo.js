import { formatDuration } from '../contract/duration.js';
import { formatRatio } from '../contract/ratio.js';
import { indicatorOf } from './indicator.js';
import { promisedIndicator } from './promised-indicator.js';
/**
 * The objectives of a contract: its promise's (availability, then latency), then its own in the
 * order of the file. With regions, availability of each region follows, without an agreement.
 */
export function slosOf(contract) {
    const { service, slo } = contract;
    const { availability, latency } = contract.promise;
    const window = windowOf(contract);
    const common = { service, window };
    const promised = { ...common, floor: slo.floor };
    const regions = contract.topology === 'multi-region' ? contract.regions : [];
    const found = [];
    const { objective, agreement } = availability;
    const available = promisedIndicator(contract, 'availability');
    const floor = available.kind === 'slices' ? 0 : slo.floor;
    found.push({
        ...common,
        floor,
        name: 'availability',
        objective,
        ...(agreement < objective ? { agreement } : {}),
        indicator: available,
        description: `${formatRatio(objective)} of requests are answered without an error`,
    });
    for (const region of regions) {
        found.push({
            ...common,
            floor,
            name: `availability-${region}`,
            region,
            objective,
            indicator: promisedIndicator(contract, 'availability', region),
            description: `${formatRatio(objective)} of requests in ${region} are answered without an error`,
        });
    }
    if (latency !== undefined && contract.app !== undefined) {
        found.push({
            ...promised,
            name: 'latency',
            objective: latency.objective,
            indicator: promisedIndicator(contract, 'latency'),
            description: `${formatRatio(latency.objective)} of requests are answered within ${formatDuration(latency.belowMs)}`,
        });
    }
    return [...found, ...slo.indicators.map((one) => ownSlo(one, contract, window))];
}
/** `checkout-availability`: a name for groups, files and links. */
export function sloId({ service, name }) {
    return `${service}-${name}`;
}
function windowOf({ slo, promise }) {
    return slo.calendar === undefined
        ? { kind: 'rolling', lengthMs: promise.availability.windowMs }
        : { kind: 'calendar', period: slo.calendar };
}
function ownSlo(spec, { service, slo }, window) {
    const indicator = indicatorOf(spec.measure);
    const { name, objective, agreement, description } = spec;
    return {
        service,
        name,
        objective,
        ...(agreement === undefined || agreement >= objective ? {} : { agreement }),
        window,
        indicator,
        floor: indicator.kind === 'slices' ? 0 : slo.floor,
        description: description ?? `${formatRatio(objective)} of ${goodWords(spec)}`,
    };
}
function goodWords({ name, measure }) {
    switch (measure.kind) {
        case 'ratio':
            return `the events of ${name} are good`;
        case 'freshness':
            return `the time, ${name} is at most ${formatDuration(measure.belowMs)} old`;
        case 'probe':
            return `the probes of ${name} succeed`;
        case 'latency':
            return `the events of ${name} take at most ${formatDuration(measure.belowMs)}`;
    }
}
//# sourceMappingURL=slo.js.map