import { parseDuration } from '../contract/duration.js';
import { formatRatio, parseRatio } from '../contract/ratio.js';
import { availabilityOf, budgets, ninesOf } from '../model/nines.js';
import { BadInputError } from '../ports/errors.js';
import { renderTable } from '../report/table.js';
import { readArguments } from './command-line.js';
import { print } from './output.js';
import { parsedOption } from './parsed-option.js';
/** `ninefold nines 99.95%` and `ninefold nines --mtbf 720h --mttr 30m`: what it allows, at a glance. */
export async function ninesCommand(args) {
    const { values, positionals } = readArguments('nines', args, {
        mtbf: { type: 'string' },
        mttr: { type: 'string' },
        json: { type: 'boolean', default: false },
    }, 1);
    const availability = availabilityGiven(positionals[0], values.mtbf, values.mttr);
    const nines = ninesOf(availability);
    const allowed = budgets(availability);
    await print(values.json
        ? JSON.stringify({ availability, nines, budgetMinutes: allowed })
        : table(availability, nines, allowed));
    return 0;
}
function availabilityGiven(text, mtbf, mttr) {
    if (text !== undefined && (mtbf !== undefined || mttr !== undefined)) {
        throw new BadInputError('ninefold nines takes an availability, or --mtbf and --mttr, not both');
    }
    if (text !== undefined) {
        const availability = parsedOption(text, parseRatio(text));
        if (availability > 0 && availability < 1)
            return availability;
        throw new BadInputError(availability === 1
            ? 'nothing is available 100% of the time; expected less, such as 99.99%'
            : `"${text}" is never available; expected more than 0, such as 99.9%`);
    }
    if (mtbf === undefined || mttr === undefined) {
        throw new BadInputError('ninefold nines takes an availability, such as 99.95%, or --mtbf 720h --mttr 30m');
    }
    const [up, down] = [
        parsedOption(mtbf, parseDuration(mtbf), '--mtbf'),
        parsedOption(mttr, parseDuration(mttr), '--mttr'),
    ];
    if (up === 0 || down === 0) {
        throw new BadInputError(`--${up === 0 ? 'mtbf' : 'mttr'} is 0: nothing fails without a pause, or is mended in no time; expected a duration such as ${up === 0 ? '720h' : '30m'}`);
    }
    return availabilityOf(up, down);
}
function table(availability, nines, allowed) {
    const rows = [
        ['day', allowed.day],
        ['30 days', allowed['30 days']],
        ['month (1/12 year)', allowed.month],
        ['year (365 days)', allowed.year],
    ];
    return [
        `${formatRatio(Number(availability.toFixed(9)))} is ${nines.toFixed(2)} nines. It may be away:`,
        '',
        ...renderTable(['in a', 'minutes', 'that is'], rows.map(([window, minutes]) => [
            { text: window },
            {
                text: minutes >= 0.001 ? String(Number(minutes.toPrecision(4))) : minutes.toExponential(2),
            },
            { text: spoken(minutes * 60) },
        ]), 60),
    ].join('\n');
}
/** Such as `43 min 12 s`: the two largest units. */
function spoken(seconds) {
    const units = [
        ['d', 86_400],
        ['h', 3600],
        ['min', 60],
    ];
    for (const [index, [unit, length]] of units.entries()) {
        if (seconds < length)
            continue;
        const [smaller, part] = units[index + 1] ?? ['s', 1];
        const parts = Math.round(seconds / part);
        const whole = Math.floor(parts / (length / part));
        const rest = parts - whole * (length / part);
        return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${smaller}`;
    }
    return seconds >= 0.1
        ? `${Number(seconds.toFixed(1))} s`
        : `${Number((seconds * 1000).toPrecision(3))} ms`;
}
//# sourceMappingURL=nines-command.js.map