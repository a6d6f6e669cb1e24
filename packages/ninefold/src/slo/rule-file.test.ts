import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Alert, RuleGroup } from './alert.ts';
import { prometheusRule, ruleFile } from './rule-file.ts';

const anyText = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom(
    'no',
    "it's",
    'a: b',
    '# c',
    ' x',
    'a\nb',
    'a\n\n b ',
    '{{ $value }}',
    '-',
    '\u2028',
    'é × 2',
  ),
);

function groupWith(expr: string, label: string, summary: string): RuleGroup {
  const runbook = {
    file: 'r.md',
    title: '',
    means: summary,
    clients: '',
    confirm: [],
    mend: [],
    failover: [],
  };
  const labels = { service: 's', of: label };
  const alert: Alert = {
    name: 'A',
    severity: 'page',
    expr,
    forMs: 60_000,
    labels,
    summary,
    runbook,
  };
  return {
    name: 'g',
    intervalMs: 60_000,
    records: [{ record: 'r', expr, labels }],
    alerts: [alert],
  };
}

test('whatever stands in a rule is what a reader of YAML finds there', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (expr, label, summary) => {
      const groups = [groupWith(expr, label, summary)];
      const expected = {
        groups: [
          {
            name: 'g',
            interval: '1m',
            rules: [
              { record: 'r', expr, labels: { service: 's', of: label } },
              {
                alert: 'A',
                expr,
                for: '1m',
                labels: { severity: 'page', service: 's', of: label },
                annotations: {
                  summary,
                  description: summary.replaceAll('{{', '{{ "{{" }}'),
                  runbook_url: 'runbooks/r.md',
                  dashboard_url: '/d/ninefold-s',
                },
              },
            ],
          },
        ],
      };
      expect(parse(ruleFile(groups, {}))).toEqual(expected);
      expect(parse(prometheusRule('s', 'ns', groups, {}))).toMatchObject({
        metadata: { name: 'ninefold-s', namespace: 'ns' },
        spec: expected,
      });
    }),
  );
});
