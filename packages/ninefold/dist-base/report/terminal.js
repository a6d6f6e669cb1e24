import pc from 'picocolors';
import { count, counted, duration, percent } from '../history/wording.js';
import { zeroRecovery } from '../history/zero-recovery.js';
import { plainText } from './plain-text.js';
import { SIGNS, relative } from './ruling-words.js';
import { renderTable, wrap } from './table.js';
/** A longer line is hard to read. */
const MAX_WIDTH = 110;
/** Ids shown on a terminal; report.json and report.html list more. */
const SHOWN_IDS = 10;
/** The verdict as it is printed at the end of a run, without a final line break. */
export function renderTerminal(verdict, options) {
    const colors = pc.createColors(options.color);
    const width = Math.max(40, Math.min(options.width, MAX_WIDTH));
    const paint = (ruling, text) => ruling === 'kept'
        ? colors.green(text)
        : ruling === 'broken'
            ? colors.red(text)
            : ruling === 'void'
                ? colors.yellow(text)
                : colors.dim(text);
    const indented = (text, sign = ' ') => wrap(plainText(text), width - 4).map((line, i) => `  ${i === 0 ? sign : ' '} ${line}`);
    const table = renderTable(['Promise', 'Promised', 'Measured', 'Verdict'], verdict.rows.map((row) => [
        { text: row.title, paint: colors.bold },
        { text: row.promised },
        { text: row.measured },
        { text: `${SIGNS[row.ruling]} ${row.ruling}`, paint: (text) => paint(row.ruling, text) },
    ]), width);
    const faults = verdict.faults.flatMap((fault) => [
        '',
        `${paint(fault.ruling, SIGNS[fault.ruling])} ${colors.bold(plainText(fault.fault))}`,
        ...indented(faultLine(fault)),
        ...fault.trials.flatMap((trial) => trialLines(trial).flatMap((text) => indented(text, '•'))),
    ]);
    const notTested = verdict.notTested.flatMap((fault) => [
        '',
        `${paint('not tested', SIGNS['not tested'])} ${colors.bold(plainText(fault))}`,
        ...indented('not tested'),
    ]);
    return [
        ...wrap(`${plainText(verdict.service)}: ${plainText(verdict.summary)}`, width - 2).map((line, i) => i === 0
            ? `${paint(verdict.ruling, SIGNS[verdict.ruling])} ${colors.bold(line)}`
            : `  ${line}`),
        '',
        ...table,
        ...faults,
        ...notTested,
        ...lostLines(verdict).flatMap((text, i) => (i === 0 ? ['', colors.red(text)] : indented(text))),
        ...(verdict.confidence.length > 0
            ? ['', colors.bold('What this shows'), ...verdict.confidence.flatMap((s) => indented(s))]
            : []),
        ...(verdict.trials > 0
            ? [
                '',
                colors.bold('Measured and assumed'),
                ...verdict.availability.sentences.flatMap((s) => indented(s)),
            ]
            : []),
    ].join('\n');
}
/** A fault's trials in one line. */
export function faultLine(fault) {
    const { rto } = fault;
    const lost = fault.trials.reduce((sum, trial) => sum + trial.rpo.lost.length, 0);
    const voided = fault.trials.filter((trial) => trial.isVoid).length;
    const never = fault.trials.length - voided - (rto?.trials ?? 0);
    const recovery = rto === undefined
        ? 'no recovery measured'
        : rto.worstMs === 0
            ? `RTO 0, ${zeroRecovery(rto)}`
            : `RTO min ${duration(rto.minMs)}, median ${duration(rto.medianMs)}, max ${duration(rto.worstMs)}`;
    return [
        counted(fault.trials.length, 'trial'),
        ...(voided > 0 ? [`${count(voided)} void`] : []),
        recovery,
        ...(never > 0 ? [`never restored in ${count(never)}`] : []),
        `${count(lost)} lost`,
        fault.due === 0
            ? 'no operation counted'
            : `${percent(fault.ok / fault.due)} ok (${count(fault.failed)} failed, ${count(fault.unknown)} unknown of ${count(fault.due)})`,
    ].join(' · ');
}
function trialLines(trial) {
    return trial.reasons.slice(0, 4).map((reason) => `trial ${trial.trial}: ${reason}`);
}
function lostLines({ lost }) {
    if (!lost.window)
        return [];
    const { firstAfterFaultMs, lastAfterFaultMs } = lost.window;
    const shown = lost.listed.slice(0, SHOWN_IDS).map(({ id }) => id);
    const more = lost.total - shown.length;
    return [
        `${counted(lost.total, 'acknowledged write')} lost`,
        `acknowledged from ${relative(firstAfterFaultMs)} to ${relative(lastAfterFaultMs)}`,
        `${shown.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`,
    ];
}
//# sourceMappingURL=terminal.js.map