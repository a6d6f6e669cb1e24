import { count, duration, percent } from '../../history/wording.js';
import { FORECAST_YEARS, LEAST_DAYS } from '../../model/capacity/forecast.js';
import { budgets } from '../../model/nines.js';
import { plainText } from '../plain-text.js';
/** The quarterly report: what the replicas carry, how far the system scales, and for how long. */
export function renderCapacityMarkdown(report) {
    const { contract, answer, demand, source, today } = report;
    const { objective } = contract.promise.availability;
    return [
        `# Capacity of ${text(contract.service)}, ${today}`,
        ...(answer.replicas === undefined || demand === undefined
            ? []
            : replicasSection(answer.replicas, demand, answer.enough)),
        ...(answer.scaling === undefined ? [] : scalingSection(answer.scaling)),
        ...(answer.limit === undefined
            ? []
            : [
                '## When capacity runs out',
                `The limit is ${rate(answer.limit.perSecond)}, set by ${answer.limit.by === 'replicas' ? 'the replicas that a lost zone leaves' : 'how the system scales'}.`,
                answer.forecast === undefined
                    ? `No load over ${LEAST_DAYS} whole days or more was given, so nothing is forecast.`
                    : forecastWords(answer.forecast, report),
            ]),
        '## Error budget',
        `${percent(objective)} leaves ${Number((budgets(objective).year / 4).toPrecision(3))} minutes a quarter.`,
        ...(source === undefined ? [] : [`Measurements: ${text(source)}.`]),
    ].join('\n\n');
}
function replicasSection(replicas, demand, enough) {
    const { have, lost, needed, within, withinThen, carries } = replicas;
    const { ratePerSecond, serviceMs, workers, objective, belowMs } = demand;
    const target = `${percent(objective)} within ${duration(belowMs)}`;
    return [
        '## Replicas, with one zone lost',
        enough
            ? `**Enough**: ${have} replicas keep ${target}, also with the fullest zone lost.`
            : needed === undefined
                ? `**Not enough, whatever their number**: service alone takes ${duration(serviceMs)} on average, too long for ${target}.`
                : `**Not enough**: ${have} replicas leave ${have - lost}, and ${target} takes ${needed.needed}. There should be ${needed.total}.`,
        table(['Erlang C, one queue for all', ''], [
            ['Load', `${rate(ratePerSecond)} of ${duration(serviceMs)} each`],
            ['Workers of a replica', String(workers)],
            ...(needed === undefined
                ? []
                : [
                    ['Busy workers on average', String(Number(needed.load.toPrecision(3)))],
                    ['Replicas needed (N)', String(needed.needed)],
                    ['Lost with a zone (k)', String(needed.lost)],
                    ['Replicas in all (N + k)', String(needed.total)],
                ]),
            ['The contract has', String(have)],
            [`In time (promised ${percent(objective)})`, percent(within)],
            ['In time with a zone lost', percent(withinThen)],
            ['They then carry at most', rate(carries)],
        ]),
    ];
}
/** Below it the law explains too little of what was measured. */
const POOR_FIT = 0.9;
function scalingSection({ law, peak, rSquared, measuredTo }) {
    const { single, contention, coherency } = law;
    const hasPeak = Number.isFinite(peak.concurrency);
    return [
        '## How far it scales',
        table(['Universal scalability law', ''], [
            ['Throughput of one (gamma)', rate(single)],
            ['Contention (alpha)', String(Number(contention.toPrecision(3)))],
            ['Coherency (beta)', String(Number(coherency.toPrecision(3)))],
            ['R squared', rSquared.toFixed(3)],
            hasPeak
                ? ['Most throughput', `${rate(peak.throughput)} at ${count(peak.concurrency)} in flight`]
                : [
                    'Throughput tends to',
                    Number.isFinite(peak.throughput) ? rate(peak.throughput) : 'no limit that shows',
                ],
        ]),
        ...(peak.concurrency > measuredTo
            ? [`The peak is extrapolated: nothing was measured beyond ${count(measuredTo)} in flight.`]
            : []),
        ...(rSquared < POOR_FIT
            ? ['The law explains little of these measurements: do not build on the figures above.']
            : []),
    ];
}
function forecastWords(forecast, { dayOf }) {
    const { days, peakNow, growthPerDay, likelyMs, earliestMs, latestMs } = forecast;
    const trend = `The peak of a day is ${rate(peakNow)} and ${growthPerDay < 0 ? 'shrinks' : 'grows'} by ${rate(Math.abs(growthPerDay))} a day (${count(days)} days).`;
    const never = `not within ${FORECAST_YEARS} years`;
    if (earliestMs === undefined)
        return `${trend} It reaches the limit ${never}.`;
    const end = (ms) => (ms === undefined ? never : dayOf(ms));
    return `${trend} It reaches the limit on **${end(likelyMs)}** by the trend (95 %: ${dayOf(earliestMs)} to ${end(latestMs)}).`;
}
function table(headings, rows) {
    const row = (cells) => `| ${cells.join(' | ')} |`;
    return [row(headings), row(headings.map(() => '---')), ...rows.map(row)].join('\n');
}
function rate(perSecond) {
    return `${perSecond >= 1000 ? count(perSecond) : Number(perSecond.toPrecision(3))}/s`;
}
/** Nothing from outside is markup. */
function text(from) {
    return plainText(from).replaceAll(/[\\`*_[\]<>|#]/g, String.raw `\$&`);
}
//# sourceMappingURL=capacity-markdown.js.map