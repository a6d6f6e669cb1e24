import { field, listOf } from '../../audit/part.ts';
import type { FactName } from '../../audit/facts.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import { percent, seconds } from './words.ts';

const yearMs = 365 * 86_400_000;

/** Rules over the promise itself; they stand at the first file, as the facts have no place in one. */
export const promiseRules: readonly Rule[] = [
  {
    id: 'X32',
    title: 'a promise above what it rests on',
    severity: 'critical',
    item: 'capacity',
    reads: 'objective, availability of dependencies',
    source: 'serial dependencies: A = product of A_i',
    *check(world, { objective, dependencies }): Generator<Sighting> {
      const [part] = world.parts;
      if (part === undefined) return;
      if (objective === undefined || dependencies === undefined) {
        // Files alone promise nothing: only half of the question is asked again.
        if ((objective === undefined) === (dependencies === undefined)) return;
        const missing = objective === undefined ? 'objective' : 'dependencies';
        yield {
          part,
          path: [],
          message: 'whether the promise is above what it rests on is not known',
          why: 'objective <= product of the availability of each dependency',
          fix: 'both, from what their owners promise',
          missing: [missing],
          severity: 'low',
        };
        return;
      }
      const all = Object.entries(dependencies);
      const product = all.reduce((sum, [, one]) => sum * one, 1);
      if (all.length === 0 || product >= objective) return;
      yield {
        part,
        path: [],
        message: `${percent(objective)} is promised, and what it needs is there ${percent(product)} of the time`,
        why: `${all.map(([name, one]) => `${name} ${percent(one)}`).join(' x ')} = ${percent(product)} < ${percent(objective)}`,
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
    *check(world, { objective, rtoMs, failoversPerYear }): Generator<Sighting> {
      const [part] = world.parts;
      if (part === undefined) return;
      const unknown = Object.entries({ objective, rtoMs, failoversPerYear }).flatMap(
        ([name, value]) => (value === undefined ? [name as FactName] : []),
      );
      // One number alone asks nothing.
      if (unknown.length > 1) return;
      if (objective === undefined || rtoMs === undefined || failoversPerYear === undefined) {
        yield {
          part,
          path: [],
          message: 'whether failovers use up the budget of a year is not known',
          why: 'failures x RTO <= (1 - objective) x year',
          fix: 'a shorter RTO, or rarer failures',
          missing: unknown,
          severity: 'low',
        };
        return;
      }
      const budget = seconds(Number((((1 - objective) * yearMs) / 1000).toFixed(2)));
      const each = seconds(rtoMs / 1000);
      const used = rtoMs * failoversPerYear;
      if (used <= (1 - objective) * yearMs) return;
      yield {
        part,
        path: [],
        message: `${failoversPerYear} failovers of ${each} are ${seconds(used / 1000)} a year, and the budget is ${budget}`,
        why: `(1 - ${percent(objective)}) x a year = ${budget} < ${failoversPerYear} x ${each}`,
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
    source:
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts (60 s by default)',
    *check(world, { upstreamDeadlineMs }): Generator<Sighting> {
      for (const { part, name } of world.ofKind('Ingress')) {
        const annotations = field(part.data, 'metadata', 'annotations');
        const key = 'nginx.ingress.kubernetes.io/proxy-read-timeout';
        const isNginx =
          field(part.data, 'spec', 'ingressClassName') === 'nginx' ||
          listOf(Object.keys(annotations ?? {})).some((one) =>
            String(one).startsWith('nginx.ingress'),
          );
        const readS = Number(field(annotations, key) ?? 60);
        if (!isNginx || (upstreamDeadlineMs !== undefined && readS * 1000 <= upstreamDeadlineMs))
          continue;
        yield {
          part,
          path: ['metadata', 'annotations', key],
          message: `Ingress ${name} waits ${readS} s${upstreamDeadlineMs === undefined ? '' : `, and the caller ${seconds(upstreamDeadlineMs / 1000)}`}`,
          why: 'when the caller waits less, replicas work on requests that nobody waits for',
          fix:
            upstreamDeadlineMs === undefined
              ? `${key}: the seconds that the caller waits`
              : `${key}: "${Math.floor(upstreamDeadlineMs / 1000)}"`,
          ...(upstreamDeadlineMs === undefined
            ? { missing: ['upstreamDeadlineMs'], severity: 'low' }
            : {}),
        };
      }
    },
  },
];
