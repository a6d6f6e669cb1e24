import { stringify } from 'yaml';
import { decimalText } from '../contract/decimal.js';
import { formatDuration } from '../contract/duration.js';
import { at } from '../contract/located-mistake.js';
import { problemsAt, yamlProblems } from '../contract/parse-contract.js';
import { formatRatio } from '../contract/ratio.js';
import { schemaMistakes } from '../contract/schema-mistakes.js';
import { readYaml } from '../contract/yaml-source.js';
import { openSli, openSlo, openSloHead } from './openslo-schema.js';
/**
 * Reads OpenSLO v1: any number of documents in one text. SLOs become indicators, SLIs they refer to are
 * looked up in the same text; other kinds are passed over, with a note. Never throws.
 *
 * @param file how problems name the file
 */
export function importOpenSlo(text, file) {
    const problems = [];
    const notes = [];
    const slos = [];
    const slis = new Map();
    for (const part of partsOf(text)) {
        const { data, mistakes } = readYaml(part);
        const tell = (found) => {
            problems.push(...problemsAt(found, part, file));
        };
        if (data === null && mistakes.length === 0)
            continue;
        problems.push(...yamlProblems(part, file));
        if (mistakes.length > 0)
            continue;
        const head = read(openSloHead, data, tell);
        if (head === undefined)
            continue;
        if (head.kind === 'SLO') {
            const slo = read(openSlo, data, tell);
            if (slo !== undefined)
                slos.push({ slo, part });
        }
        else if (head.kind === 'SLI') {
            const sli = read(openSli, data, tell);
            if (sli !== undefined)
                slis.set(head.metadata.name, sli.spec);
        }
        else if (head.kind !== 'Service') {
            notes.push(`${head.kind} ${head.metadata.name} is passed over: a contract has its own`);
        }
    }
    const indicators = {};
    const windows = new Map();
    for (const { slo, part } of slos) {
        const found = [];
        const own = slo.metadata.annotations?.['ninefold/indicator'];
        if (own !== undefined && /^(?:availability|latency)/.test(own)) {
            notes.push(`${slo.metadata.name} is promise.${own} itself, and is passed over`);
            continue;
        }
        const [window] = slo.spec.timeWindow;
        if (window !== undefined) {
            found.push(...windowMistakes(window));
            windows.set(windowWords(window), window);
            if (windows.size > 1 && found.length === 0) {
                const message = `a contract has one window, and the first SLO's is ${[...windows.keys()][0]}`;
                found.push(at(['spec', 'timeWindow', 0, 'duration'], message, 'the same for all'));
            }
        }
        for (const [name, indicator] of indicatorsOf(slo, slis, found)) {
            if (Object.hasOwn(indicators, name)) {
                found.push(at(['metadata', 'name'], `there are two SLOs "${name}"`, 'a name of its own'));
            }
            indicators[name] = indicator;
        }
        problems.push(...problemsAt(found, part, file));
    }
    if (slos.length === 0 && problems.length === 0) {
        problems.push({
            file,
            line: 1,
            column: 1,
            path: '',
            found: '',
            message: 'there is no SLO in this file',
            expected: 'a document of OpenSLO v1 with kind: SLO',
        });
    }
    if (problems.length > 0)
        return { ok: false, problems };
    const [window] = windows.values();
    const calendar = window === undefined || window.isRolling ? undefined : periodOf(window);
    if (window?.isRolling === true) {
        notes.push(`the window is the promise's: availability: { window: ${windowWords(window)} }`);
    }
    const section = { slo: { ...(calendar === undefined ? {} : { calendar }), indicators } };
    return { ok: true, text: stringify(section, { lineWidth: 0 }), notes };
}
/** Each document where it stood: lines before it are left empty, so that problems have their place. */
function partsOf(text) {
    const parts = [];
    let lines = [];
    for (const [index, line] of text.split('\n').entries()) {
        if (/^---(?:\s|$)/.test(line)) {
            parts.push(lines.join('\n'));
            lines = Array.from({ length: index + 1 }, () => '');
        }
        else
            lines.push(line);
    }
    return [...parts, lines.join('\n')].filter((part) => part.trim() !== '');
}
function read(schema, data, tell) {
    const parsed = schema.safeParse(data);
    if (parsed.success)
        return parsed.data;
    tell(schemaMistakes(schema, data, parsed.error.issues));
    return undefined;
}
const unitMs = {
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
    w: 7 * 86_400_000,
};
const periods = { w: 'week', M: 'month', Q: 'quarter' };
function periodOf({ duration }) {
    return duration.count === 1 ? periods[duration.unit] : undefined;
}
function windowWords(window) {
    const { count, unit } = window.duration;
    if (!window.isRolling)
        return `a calendar ${periodOf(window) ?? `${count}${unit}`}`;
    return formatDuration(count * (unitMs[unit] ?? 0));
}
function windowMistakes(window) {
    const path = ['spec', 'timeWindow', 0];
    const { isRolling, duration, calendar } = window;
    if (isRolling) {
        return Object.hasOwn(unitMs, duration.unit)
            ? []
            : [at([...path, 'duration'], 'a rolling window has a fixed length', 'such as 30d or 4w')];
    }
    if (periodOf(window) === undefined) {
        return [at([...path, 'duration'], 'no such calendar period is known here', '1w, 1M or 1Q')];
    }
    const zone = calendar?.timeZone;
    return zone === undefined || /^(?:UTC|Etc\/UTC|GMT|Z)$/.test(zone)
        ? []
        : [
            at([...path, 'calendar', 'timeZone'], `periods begin at midnight UTC, not in ${zone}`, 'UTC'),
        ];
}
/** An indicator for each objective of an SLO; several are told apart by their numbers. */
function indicatorsOf(slo, slis, found) {
    const { objectives, service, description } = slo.spec;
    const plain = slo.metadata.name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '');
    const base = /^(?:availability|latency)(?:-|$)|^[^a-z]/.test(plain)
        ? `${service}-${plain}`
        : plain;
    const agreed = slo.metadata.annotations?.['ninefold/agreement'];
    return objectives.map((objective, index) => {
        const path = ['spec', 'objectives', index];
        const name = objectives.length === 1 ? base : `${base}-${index + 1}`;
        return [
            name,
            {
                objective: targetOf(objective, path, found),
                ...(agreed === undefined ? {} : { agreement: formatRatio(Number(agreed)) }),
                ...(description === undefined ? {} : { description }),
                ratio: ratioOf(slo, objective, slis, path, found),
            },
        ];
    });
}
function targetOf({ target, targetPercent }, path, found) {
    if ((target === undefined) === (targetPercent === undefined)) {
        found.push(at(path, 'an objective has one target', 'either target or targetPercent'));
    }
    return targetPercent === undefined ? formatRatio(target ?? 0) : `${decimalText(targetPercent)}%`;
}
function ratioOf({ spec }, objective, slis, path, found) {
    const { indicator, indicatorRef, budgetingMethod } = spec;
    const inline = indicator !== undefined;
    const sli = indicator?.spec ?? (indicatorRef === undefined ? undefined : slis.get(indicatorRef));
    if (sli === undefined) {
        found.push(indicatorRef === undefined
            ? at(['spec'], 'nothing says what is measured', 'indicator or indicatorRef')
            : at(['spec', 'indicatorRef'], `there is no SLI "${indicatorRef}" in this file`, 'one of its own'));
        return {};
    }
    const place = inline ? ['spec', 'indicator', 'spec'] : ['spec', 'indicatorRef'];
    const here = (...steps) => (inline ? [...place, ...steps] : place);
    const { ratioMetric, thresholdMetric } = sli;
    if (thresholdMetric !== undefined) {
        const query = thresholdMetric.metricSource.spec.query;
        if (objective.op === undefined || objective.value === undefined) {
            found.push(at(path, 'a threshold has an operator and a value', 'op and value'));
        }
        const missed = { lt: '>=', lte: '>', gt: '<=', gte: '<' }[objective.op ?? 'lt'];
        const slices = (expr) => `sum(avg_over_time((${expr})[{{window}}:1m]))`;
        return {
            bad: slices(`(${query}) ${missed} bool ${objective.value ?? 0}`),
            total: slices(`0 * (${query}) + 1`),
        };
    }
    if (ratioMetric === undefined) {
        found.push(at(here(), 'nothing that is known here is measured', 'ratioMetric or thresholdMetric'));
        return {};
    }
    if (budgetingMethod !== 'Occurrences') {
        const message = `a ratio is counted by its events here, not by ${budgetingMethod}`;
        found.push(at(['spec', 'budgetingMethod'], message, 'Occurrences'));
    }
    const { good, bad, total } = ratioMetric;
    const side = bad === undefined ? 'good' : 'bad';
    const part = bad ?? good;
    if (part === undefined || (good !== undefined && bad !== undefined)) {
        found.push(at(here('ratioMetric'), 'a ratio has good or bad events', 'either good or bad'));
    }
    const query = (one, key) => {
        if (one === undefined)
            return '';
        const { type, spec: held } = one.metricSource;
        const where = here('ratioMetric', key, 'metricSource');
        if (type !== undefined && type.toLowerCase() !== 'prometheus') {
            found.push(at(inline ? [...where, 'type'] : where, `${type} is not Prometheus`, 'Prometheus'));
        }
        const windowed = withWindow(held.query);
        if (windowed === undefined) {
            const message = 'this query is over no window, and its counters are not plain enough to give it one';
            const expected = 'a range such as [5m], or a selector alone';
            found.push(at(inline ? [...where, 'spec', 'query'] : where, message, expected));
        }
        return windowed ?? '';
    };
    return { [side]: query(part, side), total: query(total, 'total') };
}
/**
 * A query over `{{window}}`: Sloth's `{{.window}}`, a range that was written, or the rate of a counter
 * that stands alone or in one sum.
 */
function withWindow(query) {
    const named = query.replaceAll(/\{\{\s*\.?window\s*\}\}/g, '{{window}}');
    if (named.includes('{{window}}'))
        return named;
    const ranged = query.replaceAll(/\[\d+(?:ms|[smhdwy])\]/g, '[{{window}}]');
    if (ranged !== query)
        return ranged;
    const selector = /^\s*(?:sum\s*\()?\s*([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{[^{}]*\})?)\s*\)?\s*$/.exec(query);
    return selector === null ? undefined : `sum(rate(${selector[1]}[{{window}}]))`;
}
//# sourceMappingURL=openslo-import.js.map