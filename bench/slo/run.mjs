// Rules for 1,000 SLOs: how long they take to render, how many series they are, and how long a real
// Prometheus takes to evaluate them over 30 days of history. Run after `npm run build`:
//   node bench/slo/run.mjs [SLOs, default 1000] [--days 30]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseContract } from '../../packages/ninefold/dist/contract/parse-contract.js';
import { renderPrometheusTarget } from '../../packages/ninefold/dist/slo/targets.js';

const slos = Number(process.argv[2] ?? 1000);
const dayAt = process.argv.indexOf('--days');
const days = dayAt === -1 ? 30 : Number(process.argv[dayAt + 1]);
const port = 19_090;

function contractOf(count) {
  const indicators = Array.from(
    { length: count - 1 },
    (_, n) =>
      `    i${n}: { objective: 99.9%, ratio: { bad: 'sum(rate(e_total{i="${n}",outcome="bad"}[{{window}}]))', total: 'sum(rate(e_total{i="${n}"}[{{window}}]))' } }\n`,
  );
  const text = `service: s\npromise: { availability: 99.9% }\napp: { run: [a] }\nworkload: { write: POST /o, read: 'GET /o/{{id}}' }\nslo:\n  indicators:\n${indicators.join('')}`;
  const result = parseContract(text, 'bench');
  if (!result.ok) throw new Error(JSON.stringify(result.problems[0]));
  return result.contract;
}

/** A contract is 256 KiB at most: many of 100 SLOs each. */
const perContract = 100;
const contracts = Array.from({ length: Math.ceil(slos / perContract) }, (_, n) => ({
  ...contractOf(perContract),
  service: `s${n}`,
}));

const times = [];
let files = [];
for (let turn = 0; turn < 5; turn += 1) {
  const startMs = performance.now();
  files = contracts.map((contract) => renderPrometheusTarget(contract));
  times.push(performance.now() - startMs);
}
times.sort((a, b) => a - b);
console.log(`render ${slos} SLOs, with their runbooks: median ${Math.round(times[2])} ms of 5`);

const folder = mkdtempSync(join(tmpdir(), 'ninefold-bench-slo-'));
const children = [];
try {
  const rules = files.map((rendered, n) => {
    const text = rendered.files.find(({ path }) => path.includes('etc/prometheus/rules')).text;
    writeFileSync(join(folder, `r${n}.yml`), text);
    return text;
  });
  const all = rules.join('\n');
  const count = (pattern) => [...all.matchAll(pattern)].length;
  const engines = count(/-engines$/gm);
  console.log(
    `per SLO: ${(count(/- record:/g) / slos).toFixed(1)} recording rules, which are as many series, and about ${(count(/- alert:/g) / slos).toFixed(1)} alerts (of ${engines} contracts' engines too)`,
  );
  history();
  const app = createServer((_request, response) => {
    const second = Date.now() / 1000;
    for (let n = 0; n < perContract; n += 1) {
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
  // Each group once at least: slow ones run every 5 minutes, spread over them.
  await new Promise((resolve) => setTimeout(resolve, 6 * 60_000));
  for (const kind of ['fast', 'slow']) {
    const sum = await ask(
      `sum(prometheus_rule_group_last_duration_seconds{rule_group=~".*-${kind}"})`,
    );
    const worst = await ask(
      `max(prometheus_rule_group_last_duration_seconds{rule_group=~".*-${kind}"})`,
    );
    const every = kind === 'fast' ? 60 : 300;
    console.log(
      `${kind} groups of ${slos} SLOs: ${sum.toFixed(2)} s in all each ${every} s, ${((100 * sum) / every).toFixed(1)} % of a core; slowest ${(1000 * worst).toFixed(1)} ms`,
    );
  }
  // Durations are of a machine as it is; processor time is not stretched by neighbours.
  const cpu = await ask('sum(process_cpu_seconds_total)');
  console.log(`processor time of Prometheus, all in all: ${cpu.toFixed(1)} s in 360 s`);
  console.log(`missed: ${await ask('sum(prometheus_rule_group_iterations_missed_total)')}`);
  app.close();
} finally {
  for (const child of children) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Prometheus scrapes itself under no name: its own metrics page is enough. */
async function ask(query) {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const [, how, metric, kind] =
    /^(sum|max)\((\w+)(?:\{rule_group=~"\.\*-(\w+)"\})?\)$/.exec(query) ?? [];
  const values = page
    .split('\n')
    .filter((line) => line.startsWith(metric) && (kind === undefined || line.includes(`-${kind}"`)))
    .map((line) => Number(line.slice(line.lastIndexOf(' '))));
  return how === 'sum' ? values.reduce((a, b) => a + b, 0) : Math.max(...values);
}

/** The slices of the days before, as OpenMetrics into blocks: what the long windows read. */
function history() {
  const end = Math.floor(Date.now() / 1000 / 300) * 300 - 3 * 3600;
  const start = end - days * 86_400;
  for (let n = 0; n < contracts.length; n += 1) {
    const lines = [];
    for (const [metric, value] of [
      ['slo:bad_events:increase5m', 15],
      ['slo:events:increase5m', 30_000],
    ]) {
      lines.push(`# TYPE ${metric} gauge`);
      for (let i = 0; i < perContract; i += 1) {
        const slo = i === 0 ? 'availability' : `i${i - 1}`;
        for (let at = start; at < end; at += 300) {
          lines.push(`${metric}{service="s${n}",slo="${slo}"} ${value + (at % 7)} ${at}`);
        }
      }
    }
    const path = join(folder, 'history.om');
    writeFileSync(path, `${lines.join('\n')}\n# EOF\n`);
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
}
