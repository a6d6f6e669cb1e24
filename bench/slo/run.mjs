// Rules for many SLOs: how long they take to render, how many series they are, and what a real Prometheus
// spends on them over 30 days of history. Run after `npm run build`:
//   node bench/slo/run.mjs [SLOs, default 1000] [--rules ninefold|sloth|pyrra|none] [--days 30] [--sloth PROGRAM]
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseContract } from '../../packages/ninefold/dist/contract/parse-contract.js';
import { renderPrometheusTarget } from '../../packages/ninefold/dist/slo/targets.js';
import { pyrraGroups } from './peers/pyrra-rules.mjs';

const option = (name, usual) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? usual : process.argv[at + 1];
};
const slos = Number(process.argv[2] ?? 1000);
const kind = option('rules', 'ninefold');
const days = Number(option('days', '30'));
const port = Number(option('port', '19090'));
/** A contract is 256 KiB at most: many of 100 SLOs each. */
const perContract = 100;
const settleMs = 60_000;
/** Each slow group is evaluated once in it. */
const measuredMs = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'ninefold-bench-slo-'));
const children = [];
try {
  const files = { ninefold: ninefoldRules, sloth: slothRules, pyrra: pyrraRules, none: () => [] }[
    kind
  ]();
  for (const [n, text] of files.entries()) writeFileSync(join(folder, `r${n}.yml`), text);
  const all = files.join('\n');
  const count = (pattern) => [...all.matchAll(pattern)].length;
  console.log(
    `${kind}: per SLO ${(count(/- (\{ )?record:/g) / slos).toFixed(1)} recording rules and ${(count(/- (\{ )?alert:/g) / slos).toFixed(1)} alerts (of ${count(/-engines$/gm)} contracts' engines too)`,
  );
  for (const n of files.keys()) {
    const checked = spawnSync('/usr/bin/promtool', ['check', 'rules', join(folder, `r${n}.yml`)], {
      encoding: 'utf8',
    });
    if (checked.status !== 0) throw new Error(checked.stderr + checked.stdout);
  }
  if (files.length > 0) console.log(`promtool check rules: all ${files.length} files are right`);
  history();
  const app = createServer((_request, response) => {
    const second = Date.now() / 1000;
    for (let n = 0; n < slos; n += 1) {
      response.write(`e_total{i="${n}",outcome="good"} ${Math.floor(second * 100)}\n`);
      response.write(`e_total{i="${n}",outcome="bad"} ${Math.floor(second / 20)}\n`);
    }
    response.end();
  }).listen(port + 1, '127.0.0.1');
  writeFileSync(
    join(folder, 'prometheus.yml'),
    `global: { scrape_interval: 15s }\nrule_files: ['r*.yml']\nscrape_configs: [{ job_name: s, static_configs: [{ targets: ['127.0.0.1:${port + 1}'] }] }]\n`,
  );
  const child = spawn(
    '/usr/bin/prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      '--storage.tsdb.retention.time=40d',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: 'inherit' },
  );
  children.push(child);
  await pause(settleMs);
  const before = { cpu: await sum('process_cpu_seconds_total'), waited: waitedS(child.pid) };
  await pause(measuredMs);
  const minutes = measuredMs / 60_000;
  const cpu = (await sum('process_cpu_seconds_total')) - before.cpu;
  const waited = waitedS(child.pid) - before.waited;
  console.log(
    `processor time of Prometheus: ${(cpu / minutes).toFixed(2)} s a minute; its threads waited ${(waited / minutes).toFixed(1)} s a minute for a processor`,
  );
  const lasted = await values('prometheus_rule_group_last_duration_seconds');
  const every = await values('prometheus_rule_group_interval_seconds');
  for (const seconds of [...new Set(every.values())].toSorted((a, b) => a - b)) {
    const groups = [...lasted].filter(([name]) => every.get(name) === seconds);
    const total = groups.reduce((a, [, value]) => a + value, 0);
    const worst = Math.max(...groups.map(([, value]) => value));
    console.log(
      `${groups.length} groups each ${seconds} s: last durations ${total.toFixed(2)} s in all, ${((total * 60) / seconds).toFixed(2)} s a minute; slowest ${(1000 * worst).toFixed(1)} ms`,
    );
  }
  console.log(`missed iterations: ${await sum('prometheus_rule_group_iterations_missed_total')}`);
  console.log(`series in the head: ${await sum('prometheus_tsdb_head_series')}`);
  app.close();
} finally {
  for (const child of children) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function ninefoldRules() {
  const contracts = Array.from({ length: Math.ceil(slos / perContract) }, (_, n) => ({
    ...contractOf(n * perContract),
    service: `s${n}`,
  }));
  const times = [];
  let rendered = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const startMs = performance.now();
    rendered = contracts.map((contract) => renderPrometheusTarget(contract));
    times.push(performance.now() - startMs);
  }
  times.sort((a, b) => a - b);
  console.log(`render ${slos} SLOs, with their runbooks: median ${Math.round(times[2])} ms of 5`);
  return rendered.map(
    ({ files }) => files.find(({ path }) => path.includes('etc/prometheus/rules')).text,
  );
}

function contractOf(first) {
  const indicators = Array.from(
    { length: perContract - 1 },
    (_, n) =>
      `    i${n}: { objective: 99.9%, ratio: { bad: 'sum(rate(e_total{i="${first + n}",outcome="bad"}[{{window}}]))', total: 'sum(rate(e_total{i="${first + n}"}[{{window}}]))' } }\n`,
  );
  const text = `service: s\npromise: { availability: 99.9% }\napp: { run: [a] }\nworkload: { write: POST /o, read: 'GET /o/{{id}}' }\nslo:\n  indicators:\n${indicators.join('')}`;
  const result = parseContract(text, 'bench');
  if (!result.ok) throw new Error(JSON.stringify(result.problems[0]));
  return result.contract;
}

/** By the program of `--sloth`; its groups have no interval, so that Prometheus's minute holds. */
function slothRules() {
  const objectives = Array.from(
    { length: slos },
    (_, n) =>
      `  - { name: i${n}, objective: 99.9, sli: { events: { error_query: 'sum(rate(e_total{i="${n}",outcome="bad"}[{{.window}}]))', total_query: 'sum(rate(e_total{i="${n}"}[{{.window}}]))' } }, alerting: { name: Burn, page_alert: { labels: { severity: page } }, ticket_alert: { labels: { severity: ticket } } } }\n`,
  );
  const input = join(folder, 'sloth.yaml');
  writeFileSync(input, `version: prometheus/v1\nservice: shop\nslos:\n${objectives.join('')}`);
  const times = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const startMs = performance.now();
    const made = spawnSync(
      option('sloth', '/usr/local/bin/sloth'),
      ['generate', '-i', input, '-o', join(folder, 'sloth.out')],
      {
        encoding: 'utf8',
      },
    );
    if (made.status !== 0) throw new Error(made.stderr);
    times.push(performance.now() - startMs);
  }
  times.sort((a, b) => a - b);
  console.log(`sloth generate for ${slos} SLOs: median ${Math.round(times[2])} ms of 5`);
  return [readFileSync(join(folder, 'sloth.out'), 'utf8')];
}

function pyrraRules() {
  const groups = Array.from({ length: slos }, (_, n) =>
    pyrraGroups({ slo: `i${n}`, metric: 'e_total', matchers: `i="${n}"`, objective: 0.999 }),
  );
  return [`groups:\n${groups.join('')}`];
}

/**
 * What rules would find after 30 days, as OpenMetrics into blocks: for Ninefold its slices, for the others
 * raw series once a minute (scraped four times as often they would be four times as many samples), and
 * for Sloth the ratios that its 30 days are made of.
 */
function history() {
  const end = Math.floor(Date.now() / 1000 / 300) * 300 - 3 * 3600;
  const start = end - days * 86_400;
  for (let first = 0; first < slos; first += perContract) {
    const path = join(folder, 'history.om');
    const file = openSync(path, 'w');
    const put = (metric, kindOf, labelsOf, everyS, valueAt) => {
      writeSync(file, `# TYPE ${metric} ${kindOf}\n`);
      for (const labels of labelsOf) {
        const lines = [];
        for (let at = start; at < end; at += everyS) {
          lines.push(
            `${metric}${kindOf === 'counter' ? '_total' : ''}{${labels}} ${valueAt(at, labels)} ${at}\n`,
          );
        }
        writeSync(file, lines.join(''));
      }
    };
    const ids = Array.from({ length: Math.min(perContract, slos - first) }, (_, n) => n);
    if (kind === 'ninefold') {
      const service = `s${first / perContract}`;
      const series = ids.map(
        (n) => `service="${service}",slo="${n === 0 ? 'availability' : `i${n - 1}`}"`,
      );
      put('slo:bad_events:increase5m', 'gauge', series, 300, (at) => 15 + (at % 7));
      put('slo:events:increase5m', 'gauge', series, 300, (at) => 30_000 + (at % 7));
    } else {
      const raw = ids.flatMap((n) =>
        ['good', 'bad'].map((outcome) => `i="${first + n}",outcome="${outcome}"`),
      );
      put('e', 'counter', raw, 60, (at, labels) =>
        labels.endsWith('"bad"') ? Math.floor(at / 20) : Math.floor(at * 100),
      );
    }
    if (kind === 'sloth') {
      const series = ids.map(
        (n) =>
          `sloth_id="shop-i${first + n}",sloth_service="shop",sloth_slo="i${first + n}",sloth_window="5m"`,
      );
      put('slo:sli_error:ratio_rate5m', 'gauge', series, 60, (at) => 0.0005 + (at % 7) / 1e5);
    }
    writeSync(file, '# EOF\n');
    closeSync(file);
    const made = spawnSync(
      '/usr/bin/promtool',
      [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        '--max-block-duration=744h',
        path,
        join(folder, 'data'),
      ],
      { encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(made.stderr);
  }
  rmSync(join(folder, 'history.om'));
}

/** Metrics of this Prometheus itself: its page is enough. */
async function values(metric) {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const found = page
    .split('\n')
    .filter((line) => line.startsWith(`${metric} `) || line.startsWith(`${metric}{`))
    .map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(metric.length, at), Number(line.slice(at))];
    });
  return new Map(found);
}

async function sum(metric) {
  return [...(await values(metric)).values()].reduce((a, b) => a + b, 0);
}

/** How long the threads of a process could have run and were not let (s): durations hold it too. */
function waitedS(pid) {
  return readdirSync(`/proc/${pid}/task`)
    .map((task) =>
      Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[1]),
    )
    .reduce((a, b) => a + b / 1e9, 0);
}
