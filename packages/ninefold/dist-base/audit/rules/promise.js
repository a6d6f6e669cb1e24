import { field, listOf } from '../../audit/part.js';
import { percent, seconds } from './words.js';
const yearMs = 365 * 86_400_000;
/** Rules over the promise itself; they stand at the first file, as the facts have no place in one. */
export const promiseRules = [
    {
        id: 'X32',
        title: 'a promise above what it rests on',
        severity: 'critical',
        item: 'capacity',
        reads: 'objective, availability of dependencies',
        source: 'serial dependencies: A = product of A_i',
        *check(world, { objective, dependencies }) {
            const [part] = world.parts;
            if (part === undefined || objective === undefined || dependencies === undefined)
                return;
            const all = Object.entries(dependencies);
            const product = all.reduce((sum, [, one]) => sum * one, 1);
            if (all.length === 0 || product >= objective)
                return;
            yield {
                part,
                path: [],
                message: `${percent(objective)} is promised, and what it needs is there ${percent(product)} of the time`,
                why: all.map(([name, one]) => `${name} ${percent(one)}`).join(' x '),
                fix: 'a fallback or a cache for the weakest, or a lower promise',
            };
        },
    },
    {
        id: 'X33',
        title: 'failovers that use up the budget',
        severity: 'high',
        item: 'failover',
        reads: 'objective, RTO, failures a year',
        source: 'failures x RTO <= (1 - objective) x year',
        *check(world, { objective, rtoMs, failoversPerYear }) {
            const [part] = world.parts;
            if (part === undefined ||
                objective === undefined ||
                rtoMs === undefined ||
                failoversPerYear === undefined)
                return;
            const [used, budget] = [rtoMs * failoversPerYear, (1 - objective) * yearMs];
            if (used <= budget)
                return;
            yield {
                part,
                path: [],
                message: `${failoversPerYear} failovers of ${seconds(rtoMs / 1000)} are ${seconds(used / 1000)} a year, and the budget is ${seconds(Number((budget / 1000).toFixed(2)))}`,
                why: `${percent(objective)} of a year leaves ${Number((budget / 1000).toFixed(2))} s`,
                fix: 'a shorter RTO, or rarer failures',
            };
        },
    },
    {
        id: 'X34',
        title: 'no deadline on the way in',
        severity: 'low',
        item: 'timeouts',
        reads: 'Ingress annotations',
        source: 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts (60 s by default)',
        *check(world, { upstreamDeadlineMs }) {
            for (const { part, name } of world.ofKind('Ingress')) {
                const annotations = field(part.data, 'metadata', 'annotations');
                const key = 'nginx.ingress.kubernetes.io/proxy-read-timeout';
                const isNginx = field(part.data, 'spec', 'ingressClassName') === 'nginx' ||
                    listOf(Object.keys(annotations ?? {})).some((one) => String(one).startsWith('nginx.ingress'));
                const readS = Number(field(annotations, key) ?? 60);
                if (!isNginx || upstreamDeadlineMs === undefined || readS * 1000 <= upstreamDeadlineMs)
                    continue;
                yield {
                    part,
                    path: ['metadata', 'annotations', key],
                    message: `Ingress ${name} waits ${readS} s, and the caller ${seconds(upstreamDeadlineMs / 1000)}`,
                    why: 'replicas work on requests that nobody waits for',
                    fix: `${key}: "${Math.floor(upstreamDeadlineMs / 1000)}"`,
                };
            }
        },
    },
];
//# sourceMappingURL=promise.js.map