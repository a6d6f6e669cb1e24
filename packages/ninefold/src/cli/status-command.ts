import { systemClock } from '../clock/system-clock.ts';
import { parseDuration } from '../contract/duration.ts';
import { duration } from '../history/wording.ts';
import { openPrometheus } from '../monitoring/prometheus.ts';
import { monitoringAddress } from '../monitoring/ask-json.ts';
import { readSlo } from '../monitoring/read-slo.ts';
import { BadInputError, EnvironmentError, InterruptedError } from '../ports/errors.ts';
import { plainText } from '../report/plain-text.ts';
import { slosOf } from '../slo/slo.ts';
import { statusOfProof } from '../slo/status-of-proof.ts';
import { renderStatus } from '../slo/status-text.ts';
import type { Status } from '../slo/status-text.ts';
import { statusOf } from '../slo/status.ts';
import { readArguments } from './command-line.ts';
import type { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { print, styleOf } from './output.ts';
import { readContract } from './read-contract.ts';
import { readReport } from './read-report.ts';
import { runningUp } from './running-up.ts';

const LEAST_WATCH_MS = 1000;

/** `ninefold status [contract]`: what is left of each error budget, now. */
export async function statusCommand(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(
    'status',
    args,
    {
      prometheus: { type: 'string' },
      report: { type: 'string' },
      watch: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    1,
  );
  const { prometheus, report } = values;
  if (prometheus !== undefined && report !== undefined) {
    throw new BadInputError(
      'ninefold status takes either --prometheus URL, for the budget of the running service, or --report FILE, for what a past proof spent, or neither, for the ninefold up that runs here',
    );
  }
  if (report !== undefined) {
    if (values.watch !== undefined || positionals[0] !== undefined) {
      throw new BadInputError(
        'ninefold status --report takes neither --watch nor a contract: a report does not change, and has its own',
      );
    }
    const status = statusOfReport(report);
    await show(status, values.json);
    return exitCode(status);
  }
  const everyMs = values.watch === undefined ? undefined : watchEvery(values.watch);
  const signal = interruption();
  const ask =
    prometheus === undefined
      ? await upReader(positionals[0], signal)
      : prometheusReader(prometheus, positionals[0], signal);
  if (everyMs === undefined) {
    const status = await ask();
    await show(status, values.json);
    return exitCode(status);
  }
  // A Prometheus is back after its restart; an up that has ended is not.
  return watch(ask, prometheus !== undefined, everyMs, values.json, signal);
}

/** Until Ctrl-C, which is how a watch ends; the code is that of the last answer. */
async function watch(
  ask: () => Promise<Status>,
  outlivesFailures: boolean,
  everyMs: number,
  json: boolean,
  signal: AbortSignal,
): Promise<ExitCode> {
  let code: ExitCode = 3;
  try {
    for (;;) {
      const answer = await ask().catch((error: unknown) => {
        if (outlivesFailures && error instanceof EnvironmentError) return error;
        throw error;
      });
      if (!json && process.stdout.isTTY) await print('\u001b[2J\u001b[H');
      if (answer instanceof EnvironmentError) {
        code = 3;
        process.stderr.write(
          `ninefold: ${plainText(answer.message)}; asked again in ${duration(everyMs)}\n`,
        );
      } else {
        code = exitCode(answer);
        await show(answer, json);
      }
      await systemClock.sleep(everyMs, signal);
    }
  } catch (error) {
    if (error instanceof InterruptedError) return code;
    throw error;
  }
}

async function upReader(
  path: string | undefined,
  signal: AbortSignal,
): Promise<() => Promise<Status>> {
  // The file says which; what is in it now may not be what runs.
  const file = path === undefined ? undefined : readContract(path).path;
  const up = await runningUp(file, signal);
  return () => up.status();
}

function prometheusReader(
  prometheus: string,
  path: string | undefined,
  signal: AbortSignal,
): () => Promise<Status> {
  const address = monitoringAddress('prometheus', prometheus);
  const { contract } = readContract(path);
  const slos = slosOf(contract);
  const reader = openPrometheus(address, signal);
  return async () => {
    const wallMs = Math.round(systemClock.wallMs());
    const readings = await Promise.all(
      slos.map(async (slo) => ({ slo, read: await readSlo(reader, slo, wallMs) })),
    );
    return {
      service: contract.service,
      source: `Prometheus at ${reader.shown}`,
      at: isoInstant(wallMs),
      objectives: readings.map(({ slo, read }) => statusOf(slo, read, wallMs)),
    };
  };
}

function statusOfReport(path: string): Status {
  const { contract, records, startedAt } = readReport(path);
  return {
    service: contract.service,
    source: `what the client of a proof recorded, ${path}`,
    at: startedAt,
    objectives: [statusOfProof(contract, records)],
  };
}

function watchEvery(text: string): number {
  const parsed = parseDuration(text);
  if (parsed.ok && parsed.value >= LEAST_WATCH_MS) return parsed.value;
  throw new BadInputError(`--watch takes a duration of at least 1s, such as 10s, not "${text}"`);
}

async function show(status: Status, json: boolean): Promise<void> {
  await print(
    json ? JSON.stringify(status) : renderStatus(status, styleOf(process.stdout), isoInstant),
  );
}

/** 1 when a promise is broken, 3 when nobody can tell. */
function exitCode({ objectives }: Status): ExitCode {
  if (objectives.some(({ state }) => state === 'broken')) return 1;
  return objectives.some(({ state }) => state === 'unknown') ? 3 : 0;
}

function isoInstant(wallMs: number): string {
  return new Date(wallMs).toISOString();
}
