import { systemClock } from '../clock/system-clock.js';
import { parseDuration } from '../contract/duration.js';
import { parseRate } from '../contract/rate.js';
import { capacityOf } from '../model/capacity/capacity.js';
import { monitoringAddress } from '../monitoring/ask-json.js';
import { openPrometheus } from '../monitoring/prometheus.js';
import { BadInputError } from '../ports/errors.js';
import { renderCapacityMarkdown } from '../report/capacity/capacity-markdown.js';
import { readArguments, readWholeNumber } from './command-line.js';
import { interruption } from './interruption.js';
import { print } from './output.js';
import { parsedOption } from './parsed-option.js';
import { readContract } from './read-contract.js';
import { readMeasurements } from './read-measurements.js';
const options = {
    'service-time': { type: 'string' },
    workers: { type: 'string', default: '1' },
    rate: { type: 'string' },
    measurements: { type: 'string' },
    prometheus: { type: 'string' },
    throughput: { type: 'string' },
    concurrency: { type: 'string' },
    days: { type: 'string', default: '90' },
    json: { type: 'boolean', default: false },
};
/** `ninefold capacity [contract]`: the quarterly report, whether capacity is enough and until when. */
export async function capacityCommand(args) {
    const { values, positionals } = readArguments('capacity', args, options, 1);
    const { contract } = readContract(positionals[0]);
    const demand = demandOf(values, contract);
    refuseContradictions(values);
    const { measurements, source } = await measured(values);
    if (demand === undefined && measurements.length === 0) {
        throw new BadInputError('ninefold capacity needs --service-time, such as 40ms, or measurements: --measurements or --prometheus');
    }
    const answer = answerTo({
        ...(demand === undefined ? {} : { demand }),
        replicas: contract.app?.replicas ?? 1,
        zones: contract.regions.length * (contract.assumptions.zone?.count ?? 1),
        measurements,
    });
    const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);
    await print(values.json
        ? JSON.stringify({ service: contract.service, ...answer })
        : renderCapacityMarkdown({
            contract,
            ...(demand === undefined ? {} : { demand }),
            answer,
            ...(source === undefined ? {} : { source }),
            today: dayOf(systemClock.wallMs()),
            dayOf,
        }));
    return answer.enough ? 0 : 1;
}
/** @throws BadInputError for options that another excludes, or that mean nothing without it */
function refuseContradictions(values) {
    if (values.measurements !== undefined && values.prometheus !== undefined) {
        throw new BadInputError('ninefold capacity takes --measurements or --prometheus, not both');
    }
    for (const [option, needs] of [
        ['throughput', 'prometheus'],
        ['concurrency', 'prometheus'],
        ['rate', 'service-time'],
    ]) {
        if (values[option] === undefined || values[needs] !== undefined)
            continue;
        throw new BadInputError(`--${option} means nothing without --${needs}`);
    }
}
function demandOf(values, { app, promise, workload }) {
    const text = values['service-time'];
    const rate = values.rate === undefined
        ? undefined
        : parsedOption(values.rate, parseRate(values.rate), '--rate');
    if (text === undefined)
        return undefined;
    const serviceMs = parsedOption(text, parseDuration(text), '--service-time');
    if (serviceMs === 0) {
        throw new BadInputError('--service-time is 0; expected a duration such as 40ms');
    }
    if (app === undefined) {
        throw new BadInputError('--service-time is of the app, and the contract has none');
    }
    if (promise.latency === undefined) {
        throw new BadInputError('the contract promises no latency to keep; add promise.latency: { objective: 99%, below: 300ms }');
    }
    return {
        ratePerSecond: rate ?? workload.ratePerSecond,
        serviceMs,
        workers: readWholeNumber('workers', values.workers, 1, 10_000),
        objective: promise.latency.objective,
        belowMs: promise.latency.belowMs,
    };
}
const HOUR_MS = 3_600_000;
async function measured(values) {
    const { measurements: path, prometheus: url, throughput, concurrency } = values;
    if (path !== undefined)
        return { measurements: readMeasurements(path), source: path };
    if (url === undefined)
        return { measurements: [] };
    if (throughput === undefined) {
        throw new BadInputError("--prometheus needs --throughput, such as 'sum(rate(http_requests_total[5m]))'");
    }
    const days = readWholeNumber('days', values.days, 1, 400);
    const prometheus = openPrometheus(monitoringAddress('prometheus', url), interruption());
    const toMs = systemClock.wallMs();
    const range = { fromMs: toMs - days * 24 * HOUR_MS, toMs, stepMs: HOUR_MS };
    const load = await onlySeries(prometheus, throughput, range);
    const inFlight = concurrency === undefined
        ? undefined
        : new Map((await onlySeries(prometheus, concurrency, range)).map(({ atMs, value }) => [
            atMs,
            value,
        ]));
    return {
        measurements: load.map(({ atMs, value }) => {
            const at = inFlight?.get(atMs);
            return { atMs, throughput: value, ...(at === undefined ? {} : { concurrency: at }) };
        }),
        source: `${prometheus.shown}, ${throughput}, ${days} days`,
    };
}
async function onlySeries(prometheus, query, range) {
    const series = await prometheus.range(query, range);
    const [only] = series;
    if (only !== undefined && series.length === 1)
        return only.points;
    throw new BadInputError(`"${query}" gives ${series.length === 0 ? 'nothing' : `${series.length} series`} at ${prometheus.shown}; expected one, such as a sum(…)`);
}
/** @throws BadInputError for measurements that are too few */
function answerTo(question) {
    try {
        return capacityOf(question);
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new BadInputError(error.message, { cause: error });
        throw error;
    }
}
//# sourceMappingURL=capacity-command.js.map