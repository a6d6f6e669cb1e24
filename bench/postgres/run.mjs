// PostgreSQL under Patroni, as articles set it and as Ninefold renders it, beside Ninefold's own
// failover: each fault, what clients saw, and the table of docs/postgres.md.
//   npm run build && node bench/postgres/run.mjs [setting...] [--group n] [--trials n]
// As root, with the engines that `ninefold doctor` names. What was measured before is kept in
// results.jsonl, so that a long run can be done in parts; `--table` only writes the table.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { groups } from './faults.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const main = join(root, 'packages/ninefold/dist/cli/main.js');
/** One trial a line. */
const resultsFile = join(here, 'results.jsonl');
const settings = { article: "the article's", strict: 'rendered', own: "Ninefold's own" };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    group: { type: 'string' },
    trials: { type: 'string', default: '1' },
    table: { type: 'boolean', default: false },
  },
});

/** One proof of some faults; every trial of it, void ones too. */
function prove(setting, faults) {
  const scratch = mkdtempSync(join(tmpdir(), 'ninefold-bench-postgres-'));
  const contract = join(scratch, 'ninefold.yaml');
  const text = readFileSync(join(here, `${setting}.yaml`), 'utf8');
  const proof = `proof: { trials: ${values.trials}, recoveryTimeout: 120s, faults: ${JSON.stringify(faults)} }`;
  writeFileSync(contract, text.replace(/^proof:.*$/m, proof));
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [main, 'prove', contract, '--report', scratch],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const report = join(scratch, 'report.json');
    // A busy machine voids trials, which ends with 3; what they measured is told as void.
    if (!existsSync(report)) throw new Error(`${setting} ended with ${status}: ${stderr}`);
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function measured({ rto, rpo, writers, isVoid, ruling, reasons, brokenBecause }) {
  return {
    isVoid,
    reasons,
    ruling,
    ...(brokenBecause ? { brokenBecause } : {}),
    pauseMs: rto.recovered ? Math.round(Math.max(rto.rtoMs ?? 0, rto.stallMs)) : null,
    lost: rpo.lost.length,
    // From the first to the last time that the old one was seen to accept writes beside the new one.
    secondWriterMs: Math.round(
      Math.max(
        0,
        ...writers.findings.map((one) => (one.lastAskedMs ?? 0) - (one.firstAskedMs ?? 0)),
      ),
    ),
  };
}

const results = existsSync(resultsFile)
  ? readFileSync(resultsFile, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  : [];
if (!values.table) {
  for (const setting of positionals.length > 0 ? positionals : Object.keys(settings)) {
    for (const [number, group] of groups.entries()) {
      if (values.group !== undefined && Number(values.group) !== number) continue;
      const faults = group.flatMap((one) => (setting === 'own' ? (one.own ?? []) : one.fault));
      if (faults.length === 0) continue;
      const load = [loadavg()[0]];
      const { verdict } = prove(setting, faults);
      load.push(loadavg()[0]);
      for (const { fault, own } of group) {
        const name = setting === 'own' ? own : fault;
        const found = verdict.faults.find((one) => one.fault === name);
        for (const trial of found?.trials ?? []) {
          const result = { fault, setting, load, ...measured(trial) };
          results.push(result);
          appendFileSync(resultsFile, `${JSON.stringify(result)}\n`);
          console.log(JSON.stringify(result));
        }
      }
    }
  }
}
writeTable();

function writeTable() {
  const file = join(root, 'docs/postgres.md');
  const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];
  const rows = groups.flat().map(({ fault }) => {
    const cells = Object.keys(settings).map((setting) =>
      cell(results.filter((one) => one.fault === fault && one.setting === setting)),
    );
    return `| ${fault} | ${cells.join(' | ')} |`;
  });
  const loads = results.flatMap(({ load }) => load);
  const table = [
    begin,
    '',
    `| fault | ${Object.values(settings).join(' | ')} |`,
    `|---|${'---|'.repeat(Object.keys(settings).length)}`,
    ...rows,
    '',
    `Load average of the machine (2 CPUs) meanwhile: ${Math.min(...loads).toFixed(0)} to ${Math.max(...loads).toFixed(0)}.`,
    '',
    end,
  ].join('\n');
  const text = readFileSync(file, 'utf8');
  const [before] = text.split(begin);
  const after = text.split(end)[1];
  if (after === undefined) throw new Error(`${file} has no place for the table`);
  writeFileSync(file, `${before}${table}${after}`);
}

/** Median and worst pause in seconds, lost writes, and how long there were two writers. */
function cell(trials) {
  if (trials.length === 0) return '';
  const sound = trials.filter(({ isVoid }) => !isVoid);
  const counted = sound.length > 0 ? sound : trials;
  const pauses = counted.map(({ pauseMs }) => pauseMs ?? Infinity).toSorted((a, b) => a - b);
  const seconds = (ms) => (ms === Infinity ? 'never' : `${(ms / 1000).toFixed(1)} s`);
  const middle = pauses[Math.floor((pauses.length - 1) / 2)];
  const worst = pauses.at(-1);
  const pause =
    pauses.length === 1 ? seconds(worst) : `${seconds(middle)}, worst ${seconds(worst)}`;
  const lost = Math.max(...trials.map((one) => one.lost));
  const twoMs = Math.max(...trials.map(({ secondWriterMs }) => secondWriterMs));
  return [
    `${pause} (${counted.length}${sound.length === 0 ? ', void' : ''})`,
    ...(lost > 0 ? [`**${lost} lost**`] : []),
    ...(twoMs > 0 ? [`two writers for ${seconds(twoMs)}`] : []),
  ].join('; ');
}
