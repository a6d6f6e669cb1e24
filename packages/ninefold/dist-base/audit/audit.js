import { ignoresOf } from './ignores.js';
import { field, wordOf } from './part.js';
import { severities } from './rule.js';
import { World } from './world.js';
/** Holds every rule against everything that was read. Pure; never throws unless a rule of the user's does. */
export function audit(parts, unread, { facts, rules, today, baseline = new Set() }) {
    const world = new World(parts);
    const seen = new Map();
    const all = rules.flatMap((rule) => [...rule.check(world, facts)].map((sighting) => findingOf(rule, sighting, seen)));
    const { ignored, remaining, flaws } = ignoresOf(parts, all, today);
    const decided = remaining.filter(({ missing }) => missing.length === 0);
    return {
        findings: inOrder(decided.filter(({ fingerprint }) => !baseline.has(fingerprint))),
        undecided: inOrder(remaining.filter(({ missing }) => missing.length > 0)),
        ignored,
        known: inOrder(decided.filter(({ fingerprint }) => baseline.has(fingerprint))),
        unread: [...unread, ...flaws],
        parts: parts.length,
    };
}
/** Whether something at least as severe was found. */
export function reaches({ findings }, threshold) {
    const most = severities.indexOf(threshold);
    return findings.some(({ severity }) => severities.indexOf(severity) <= most);
}
function findingOf(rule, sighting, seen) {
    const { part, path, message, why, fix, severity, missing = [], set = [] } = sighting;
    const place = part.locate(path);
    const edits = set.map(([at, value]) => part.edit?.(at, value));
    const base = `${rule.id} ${part.file} ${subjectOf(part)} ${path.join('.')}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return {
        rule: rule.id,
        title: rule.title,
        severity: severity ?? rule.severity,
        ...(rule.item === undefined ? {} : { item: rule.item }),
        place,
        kind: part.kind,
        message,
        why,
        fix,
        source: rule.source,
        missing,
        edits: edits.every((edit) => edit !== undefined) ? edits : [],
        fingerprint: count === 1 ? base : `${base} ${count}`,
    };
}
/** What tells a document from the others of its file, whatever its line. */
function subjectOf({ data }) {
    if (typeof data !== 'object' || data === null || !('kind' in data) || !('metadata' in data))
        return '';
    const { kind, metadata } = data;
    return `${wordOf(kind)}/${wordOf(field(metadata, 'namespace'))}/${wordOf(field(metadata, 'name'))}`;
}
function inOrder(findings) {
    return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        compare(a.place.file, b.place.file) ||
        a.place.offset - b.place.offset ||
        compare(a.rule, b.rule));
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
//# sourceMappingURL=audit.js.map