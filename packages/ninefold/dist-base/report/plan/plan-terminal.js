import pc from 'picocolors';
import { count, duration, percent } from '../../history/wording.js';
import { budgetWindowsMs } from '../../model/nines.js';
import { plainText } from '../plain-text.js';
import { renderTable, wrap } from '../table.js';
import { MINUTES_OF_YEAR, TITLES, chances, changeWords, loss, membersOf, minutes, promised, reached, recovery, requiredWords, simulated, spreads, summary, value, withinReach, } from './plan-words.js';
const MAX_WIDTH = 110;
/** What holds back less than the worst ones is in the report. */
const SHOWN_HOLD_BACKS = 8;
/** The answer as it is printed, without a final line break. */
export function renderPlanTerminal(answer, options) {
    const { plan, contract, change } = answer;
    const colors = pc.createColors(options.color);
    const width = Math.max(40, Math.min(options.width, MAX_WIDTH));
    const verdict = (kept) => (kept ? colors.green : colors.red);
    const table = (headings, rows) => renderTable(headings, rows, width);
    const words = (texts) => texts.flatMap((text) => wrap(plainText(text), width - 2).map((line) => `  ${line}`));
    const titled = (title, lines) => lines.length === 0 ? [] : ['', colors.bold(title), ...lines];
    const checks = table(['Promise', 'Promised', 'Reached', ''], plan.checks.map((check) => [
        { text: TITLES[check.name], paint: colors.bold },
        { text: promised(check) },
        { text: plainText(reached(check)) },
        { text: withinReach(check.kept), paint: verdict(check.kept) },
    ]));
    const budget = table(['Downtime (minutes)', 'allowed', 'taken'], Object.keys(budgetWindowsMs).map((window) => [
        { text: `a ${window}`.replace('a 30 days', '30 days') },
        { text: minutes(plan.allowed[window]) },
        {
            text: minutes(plan.taken[window]),
            paint: verdict(plan.taken[window] <= plan.allowed[window]),
        },
    ]));
    const spread = table(['Simulated', 'median', '95 % below', '99 % below', 'worst'], spreads(answer).map(([name, { median, p95, p99, worst }]) => [
        { text: name },
        ...[median, p95, p99, worst].map((ms) => ({ text: duration(ms) })),
    ]));
    const back = table(['', 'What', 'Minutes a year', 'Share'], plan.holdsBack
        .slice(0, SHOWN_HOLD_BACKS)
        .map(({ name, unavailability }, index) => [
        { text: `${index + 1}.` },
        { text: plainText(name) },
        { text: minutes(unavailability * MINUTES_OF_YEAR) },
        { text: percent(Math.min(1, unavailability / plan.reach.unavailability)) },
    ]));
    const more = plan.holdsBack.length - SHOWN_HOLD_BACKS;
    const tiers = table(['Tier', 'Members', 'Availability', 'RTO', 'RPO', 'RTO is'], plan.tiers.map((tier) => [
        { text: plainText(tier.name) },
        { text: membersOf(tier) },
        { text: percent(tier.availability) },
        { text: recovery(tier) },
        { text: loss(tier) },
        { text: recovery(tier) === '–' ? '–' : tier.source },
    ]));
    const curve = table(['More a month', 'Nines', 'Availability', 'Change'], change.curve.map(({ costPerMonth, nines, availability, changes, kept }) => [
        { text: count(costPerMonth) },
        { text: nines.toFixed(2) },
        { text: percent(availability), paint: verdict(kept) },
        { text: changes.length === 0 ? 'as it is' : plainText(changes.join(', ')) },
    ]));
    return [
        ...wrap(`${plainText(contract.service)}: ${summary(answer)}`, width - 2).map((line, index) => index === 0
            ? `${verdict(plan.kept)(plan.kept ? '✓' : '✗')} ${colors.bold(line)}`
            : `  ${line}`),
        '',
        ...checks,
        ...titled('How likely', words([...chances(answer), simulated(answer)])),
        '',
        ...budget,
        '',
        ...spread,
        ...titled('What holds you back, in order', [
            ...back,
            ...(more > 0 ? [`  and ${count(more)} more`] : []),
        ]),
        ...titled('Tiers, all of which must work', tiers),
        ...titled('Cheapest change that keeps the promise', words(changeWords(answer))),
        ...titled('What further nines cost', change.curve.length > 1 ? curve : []),
        ...titled('What the promise needs', words(requiredWords(answer))),
        ...titled('Measured and assumed', words(figureLines(answer))),
    ].join('\n');
}
/** Which figures are measured, which the contract says, and which are assumed. */
function figureLines({ plan, reports, settings }) {
    const of = (source) => plan.design.figures
        .filter((figure) => figure.source === source)
        .map((figure) => `${figure.path} ${value(figure)}`)
        .join(', ');
    return [
        `Measured: ${of('measured') || 'nothing; see --from report.json'}.`,
        `From the contract: ${of('contract') || 'nothing'}.`,
        `Assumed: ${of('assumed') || 'nothing'}. The sources are in the report (--report FOLDER) and in docs/model.md.`,
        ...reports.map((report) => `Read: ${report}.`),
        ...(settings.length === 0 ? [] : [`Set on the command line: ${settings.join(', ')}.`]),
    ];
}
//# sourceMappingURL=plan-terminal.js.map