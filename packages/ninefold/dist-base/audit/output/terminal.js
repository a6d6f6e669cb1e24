import pc from 'picocolors';
import { factWords } from '../../audit/facts.js';
import { severities } from '../../audit/rule.js';
import { plainText } from '../../report/plain-text.js';
import { wrap } from '../../report/table.js';
/** Findings for people: the place, what, why with the numbers, and the fix. */
export function renderAudit(result, style) {
    const colors = pc.createColors(style.color);
    const paint = {
        critical: (text) => colors.bold(colors.red(text)),
        high: colors.red,
        medium: colors.yellow,
        low: colors.dim,
    };
    const width = Math.max(40, Math.min(style.width, 120));
    const block = (text) => wrap(plainText(text), width - 4).map((line) => `    ${line}`);
    const shown = ({ place, severity, rule, message, why, fix }) => [
        `${plainText(place.file)}:${place.line}:${place.column}: ${paint[severity](severity)} ${colors.bold(rule)}`,
        ...block(message),
        ...block(`why: ${why}`).map(colors.dim),
        ...block(`fix: ${fix}`),
    ].join('\n');
    const unread = result.unread.map(({ place, message }) => `${plainText(place.file)}:${place.line}:${place.column}: ${colors.red('unread')} ${plainText(message)}`);
    return [
        ...unread,
        ...result.findings.map(shown),
        ...missingFacts(result.undecided),
        summary(result),
    ].join('\n\n');
}
/** Each fact that is missing once, with what it would decide. */
function missingFacts(undecided) {
    if (undecided.length === 0)
        return [];
    const rulesOf = new Map();
    for (const { missing, rule } of undecided) {
        for (const fact of missing)
            rulesOf.set(fact, (rulesOf.get(fact) ?? new Set()).add(rule));
    }
    const lines = [...rulesOf].map(([fact, rules]) => `  ${factWords[fact]} (${[...rules].join(', ')})`);
    return [
        `Not decided: ${undecided.length}, for want of facts. Give them with --topology FILE or --contract FILE:\n${lines.join('\n')}`,
    ];
}
/** One line: how many of each severity, and in how much. */
export function summary({ findings, ignored, known, unread, parts }) {
    const counts = severities
        .map((severity) => [severity, findings.filter((one) => one.severity === severity).length])
        .filter(([, count]) => count > 0)
        .map(([severity, count]) => `${count} ${severity}`);
    const rest = [
        ignored.length > 0 ? `${ignored.length} ignored` : '',
        known.length > 0 ? `${known.length} in the baseline` : '',
        unread.length > 0 ? `${unread.length} unread` : '',
    ].filter((text) => text !== '');
    const head = counts.length === 0 ? 'nothing found' : `${findings.length} found: ${counts.join(', ')}`;
    return [`${head}, in ${parts} ${parts === 1 ? 'document' : 'documents'}`, ...rest].join('; ');
}
//# sourceMappingURL=terminal.js.map