import { systemClock } from '../clock/system-clock.js';
import { parseDuration } from '../contract/duration.js';
import { openPrometheus } from '../monitoring/prometheus.js';
import { monitoringAddress } from '../monitoring/ask-json.js';
import { readSlo } from '../monitoring/read-slo.js';
import { BadInputError, InterruptedError } from '../ports/errors.js';
import { slosOf } from '../slo/slo.js';
import { statusOfProof } from '../slo/status-of-proof.js';
import { renderStatus } from '../slo/status-text.js';
import { statusOf } from '../slo/status.js';
import { readArguments } from './command-line.js';
import { interruption } from './interruption.js';
import { print, styleOf } from './output.js';
import { readContract } from './read-contract.js';
import { readReport } from './read-report.js';
const LEAST_WATCH_MS = 1000;
/** `ninefold status [contract]`: what is left of each error budget, now. */
export async function statusCommand(args) {
    const { values, positionals } = readArguments('status', args, {
        prometheus: { type: 'string' },
        report: { type: 'string' },
        watch: { type: 'string' },
        json: { type: 'boolean', default: false },
    }, 1);
    const { prometheus, report } = values;
    if ((prometheus === undefined) === (report === undefined)) {
        throw new BadInputError('ninefold status needs either --prometheus URL, for the budget of the running service, or --report FILE, for what a past proof spent');
    }
    if (report !== undefined) {
        if (values.watch !== undefined || positionals[0] !== undefined) {
            throw new BadInputError('ninefold status --report takes neither --watch nor a contract: a report does not change, and has its own');
        }
        const status = statusOfReport(report);
        await show(status, values.json);
        return exitCode(status);
    }
    const everyMs = values.watch === undefined ? undefined : watchEvery(values.watch);
    const address = monitoringAddress('prometheus', prometheus ?? '');
    const { contract } = readContract(positionals[0]);
    const slos = slosOf(contract);
    const signal = interruption();
    const reader = openPrometheus(address, signal);
    for (;;) {
        const wallMs = Math.round(systemClock.wallMs());
        const readings = await Promise.all(slos.map(async (slo) => ({ slo, read: await readSlo(reader, slo, wallMs) })));
        const fromRules = readings.every(({ read }) => read.source === 'rules');
        const status = {
            service: contract.service,
            source: `Prometheus at ${reader.shown}${fromRules ? '' : ', raw series (no recording rules of ninefold render --target prometheus)'}`,
            at: isoInstant(wallMs),
            objectives: readings.map(({ slo, read }) => statusOf(slo, read, wallMs)),
        };
        if (everyMs !== undefined && !values.json && process.stdout.isTTY)
            await print('\u001b[2J\u001b[H');
        await show(status, values.json);
        if (everyMs === undefined)
            return exitCode(status);
        try {
            await systemClock.sleep(everyMs, signal);
        }
        catch (error) {
            // Ctrl-C is how a watch ends.
            if (error instanceof InterruptedError)
                return exitCode(status);
            throw error;
        }
    }
}
function statusOfReport(path) {
    const { contract, records, startedAt } = readReport(path);
    return {
        service: contract.service,
        source: `what the client of a proof recorded, ${path}`,
        at: startedAt,
        objectives: [statusOfProof(contract, records)],
    };
}
function watchEvery(text) {
    const parsed = parseDuration(text);
    if (parsed.ok && parsed.value >= LEAST_WATCH_MS)
        return parsed.value;
    throw new BadInputError(`--watch takes a duration of at least 1s, such as 10s, not "${text}"`);
}
async function show(status, json) {
    await print(json ? JSON.stringify(status) : renderStatus(status, styleOf(process.stdout), isoInstant));
}
/** 1 when a promise is broken, 3 when nobody can tell. */
function exitCode({ objectives }) {
    if (objectives.some(({ state }) => state === 'broken'))
        return 1;
    return objectives.some(({ state }) => state === 'unknown') ? 3 : 0;
}
function isoInstant(wallMs) {
    return new Date(wallMs).toISOString();
}
//# sourceMappingURL=status-command.js.map