import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stringify } from 'yaml';

import { newScene } from './scene.ts';

const PROMTOOL = '/usr/bin/promtool';

export const hasPromtool: boolean = existsSync(PROMTOOL);

/** Series and what fires of them, as `promtool test rules` reads it. */
export interface RuleTest {
  /** In promtool's notation, a sample a minute: `0+600x60`; `_` is a missing sample. */
  readonly series: Readonly<Record<string, string>>;
  /** When it is looked, such as `1h30m`, and all that fires then: `ErrorBudgetBurn page`, each once. */
  readonly fires?: Readonly<Record<string, readonly string[]>>;
  /** A query, when, and the samples it must give: their labels as PromQL writes them. */
  readonly gives?: readonly {
    readonly query: string;
    readonly at: string;
    readonly samples: Readonly<Record<string, number>>;
  }[];
}

interface Answer {
  readonly ok: boolean;
  readonly output: string;
}

/** What `promtool check rules` says. */
export function checkRules(rules: string): Answer {
  const scene = newScene();
  scene.write('rules.yml', rules);
  return promtool('check', 'rules', scene.path('rules.yml'));
}

/**
 * What `promtool test rules` says. An alert that fires and was not named fails the test.
 *
 * @param every how often rules are evaluated: promtool takes no notice of the intervals of groups
 */
export function testRules(rules: string, every: '1m' | '5m', tests: readonly RuleTest[]): Answer {
  const scene = newScene();
  scene.write('rules.yml', rules);
  const cases = tests.map(({ series, fires = {}, gives = [] }) => ({
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      ...Object.entries(fires).map(([at, firing]) => ({
        expr: 'count by (alertname, severity) (ALERTS{alertstate="firing"})',
        eval_time: at,
        exp_samples: firing.map((key) => {
          const [name, severity] = key.split(' ');
          return { labels: `{alertname="${name}",severity="${severity}"}`, value: 1 };
        }),
      })),
      ...gives.map(({ query, at, samples }) => ({
        expr: query,
        eval_time: at,
        exp_samples: Object.entries(samples).map(([labels, value]) => ({ labels, value })),
      })),
    ],
  }));
  scene.write(
    'tests.yml',
    stringify({ rule_files: ['rules.yml'], evaluation_interval: every, tests: cases }),
  );
  return promtool('test', 'rules', scene.path('tests.yml'));
}

function promtool(...args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(PROMTOOL, args, {
    encoding: 'utf8',
    timeout: 100_000,
  });
  return { ok: status === 0, output: stdout + stderr };
}
