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
  /** All alerts of a name that fire then, with all that they say. */
  readonly tells?: readonly {
    readonly alert: string;
    readonly at: string;
    readonly each: readonly {
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
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
  scene.write('tests.yml', testFile(every, tests));
  return promtool('test', 'rules', scene.path('tests.yml'));
}

/** One run of promtool over tests of the same rules, and what it says of each: one process for all. */
export function testRulesOfEach(
  rules: string,
  every: '1m' | '5m',
  tests: readonly RuleTest[],
): readonly Answer[] {
  const scene = newScene();
  scene.write('rules.yml', rules);
  const files = tests.map((one, index) => scene.write(`${index}.yml`, testFile(every, [one])));
  const { output } = promtool('test', 'rules', ...files);
  return files.map((file) => {
    const from = output.indexOf(`Unit Testing:  ${file}\n`);
    const to = output.indexOf('Unit Testing:  ', from + 1);
    const said = from === -1 ? output : output.slice(from, to === -1 ? undefined : to);
    return { ok: from !== -1 && /^ {2}SUCCESS$/m.test(said), output: said };
  });
}

function testFile(every: '1m' | '5m', tests: readonly RuleTest[]): string {
  const cases = tests.map(({ series, fires = {}, gives = [], tells = [] }) => ({
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: tells.map(({ alert, at, each }) => ({
      alertname: alert,
      eval_time: at,
      exp_alerts: each.map(({ labels, annotations }) => ({
        exp_labels: labels,
        exp_annotations: annotations,
      })),
    })),
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
  return stringify({ rule_files: ['rules.yml'], evaluation_interval: every, tests: cases });
}

function promtool(...args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(PROMTOOL, args, {
    encoding: 'utf8',
    timeout: 100_000,
  });
  return { ok: status === 0, output: stdout + stderr };
}
