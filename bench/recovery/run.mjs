// How fast Ninefold's own topology recovers, how long a proof takes, and what it weighs.
//   npm run build && node bench/recovery/run.mjs
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const main = join(root, 'packages/ninefold/dist/cli/main.js');
const scratch = mkdtempSync(join(tmpdir(), 'ninefold-bench-'));
// As root PostgreSQL runs as nobody, who must be able to pass through to its programs.
chmodSync(scratch, 0o711);

/** Runs a proof; its wall time, with Node's own start, and its report. */
function prove(contract, options, environment = {}) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(
    process.execPath,
    [main, 'prove', contract, '--report', scratch, ...options],
    { encoding: 'utf8', env: { ...process.env, ...environment } },
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0 && status !== 1) throw new Error(`${contract} ended with ${status}: ${stderr}`);
  const report = JSON.parse(readFileSync(join(scratch, 'report.json'), 'utf8'));
  return { seconds, report, status };
}

function sorted(values) {
  return values.toSorted((a, b) => a - b);
}

function median(values) {
  const ordered = sorted(values);
  const half = Math.floor(ordered.length / 2);
  return ordered.length % 2 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
}

/** From the fault to the first event of a kind (ms), the median of the trials that have one. */
function phase(trials, kind) {
  const times = trials.flatMap((trial) => {
    const event = trial.events.find((one) => one.kind === kind && one.atMs >= trial.faultAtMs);
    return event ? [event.atMs - trial.faultAtMs] : [];
  });
  return times.length > 0 ? `${kind} ${median(times).toFixed(0)}` : '';
}

function show({ report }) {
  for (const fault of report.verdict.faults) {
    const trials = report.history.trials.filter((trial) => trial.fault === fault.fault);
    const sound = fault.trials.filter((trial) => !trial.isVoid);
    const rtos = sorted(sound.flatMap((trial) => trial.rto.rtoMs ?? []));
    const bad = sound.reduce((sum, { level }) => sum + level.failed + level.unknown, 0);
    const lost = fault.trials.reduce((sum, { rpo }) => sum + rpo.lost.length, 0);
    const longest = Math.max(...sound.map(({ level }) => level.latency?.maxMs ?? 0));
    console.log(
      `| ${fault.fault} | ${sound.length} (${fault.trials.length - sound.length} void) | ` +
        `${rtos[0]?.toFixed(0)} / ${median(rtos).toFixed(0)} / ${rtos.at(-1)?.toFixed(0)} | ` +
        `${bad} of ${fault.due} | ${lost} | ${longest.toFixed(0)} | ${fault.ruling} |`,
    );
    const phases = ['detected', 'fenced', 'granted', 'promoted', 'routed', 'repointed'];
    const told = phases.map((kind) => phase(trials, kind)).filter(Boolean);
    if (told.length > 0)
      notes.push(`${fault.fault}, median from the fault (ms): ${told.join(', ')}`);
  }
}

const notes = [];
try {
  console.log(
    '| fault | trials | RTO min / median / max (ms) | not ok | lost | longest wait (ms) | verdict |',
  );
  console.log('|---|---|---|---|---|---|---|');
  show(prove(join(here, 'store.yaml'), []));
  show(prove(join(here, 'app.yaml'), []));
  console.log(`\n${notes.join('\n')}`);

  const checkout = join(root, 'examples/checkout');
  const one = ['--fault', 'kill store primary', '--trials', '1'];
  const cold = prove(checkout, one, { NINEFOLD_CACHE: join(scratch, 'cache') });
  const warm = Array.from({ length: 5 }, () => prove(checkout, one));
  const five = prove(checkout, ['--fault', 'kill store primary', '--trials', '5']);
  const memory = warm[0].report.environment['Memory of all members'];
  console.log(`\nwhole cycle, the very first (empty cache): ${cold.seconds.toFixed(1)} s`);
  console.log(
    `whole cycle, warm: median ${median(warm.map(({ seconds }) => seconds)).toFixed(1)} s`,
  );
  console.log(`five trials: ${five.seconds.toFixed(1)} s`);
  console.log(`memory of three PostgreSQL, three services and the balancer: ${memory}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
