import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { systemClock } from '../clock/system-clock.ts';
import { counted } from '../history/wording.ts';
import { monitoringAddress } from '../monitoring/ask-json.ts';
import { openPrometheus } from '../monitoring/prometheus.ts';
import { watchedIncidents } from '../monitoring/watched-incidents.ts';
import { BadInputError, EnvironmentError, messageOf } from '../ports/errors.ts';
import { incidentsJson } from '../slo/incidents-json.ts';
import { incidentsOfProof } from '../slo/incidents-of-proof.ts';
import { statisticsOf } from '../slo/incident.ts';
import type { Incident } from '../slo/incident.ts';
import { renderPostmortem } from '../slo/postmortem.ts';
import { beginsWithDate } from './calendar-date.ts';
import { readArguments } from './command-line.ts';
import type { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { print } from './output.ts';
import { readContract } from './read-contract.ts';
import { readReport } from './read-report.ts';

/** What both sources give. */
interface Findings {
  readonly service: string;
  readonly objective: number;
  readonly windowMs: number;
  readonly source: string;
  readonly notes: readonly string[];
  /** Costliest first. */
  readonly incidents: readonly Incident[];
  /** Of the first. */
  readonly picture?: string;
  readonly data?: readonly string[];
  readonly observedMs?: number;
  readonly stepMs?: number;
}

/** `ninefold postmortem`: a blameless draft with what is known of the costliest incident. */
export async function postmortemCommand(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(
    'postmortem',
    args,
    {
      report: { type: 'string' },
      prometheus: { type: 'string' },
      alertmanager: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      out: { type: 'string', default: 'ninefold-postmortem' },
      json: { type: 'boolean', default: false },
    },
    1,
  );
  const { report, prometheus, alertmanager, from, to, out, json } = values;
  if ((report === undefined) === (prometheus === undefined)) {
    throw new BadInputError(
      'ninefold postmortem needs either --report FILE of a proof, or --prometheus URL with --from and --to',
    );
  }
  if (report !== undefined) {
    if ([alertmanager, from, to, positionals[0]].some((one) => one !== undefined)) {
      throw new BadInputError(
        'ninefold postmortem --report takes no --alertmanager, --from, --to or contract: all is in the report',
      );
    }
    return conclude(ofReport(report), out, json);
  }
  const interval = intervalOf(from, to);
  const address = monitoringAddress('prometheus', prometheus ?? '');
  const alerts =
    alertmanager === undefined ? undefined : monitoringAddress('alertmanager', alertmanager);
  const { contract } = readContract(positionals[0]);
  const signal = interruption();
  const found = await watchedIncidents({
    contract,
    prometheus: openPrometheus(address, signal),
    ...(alerts === undefined ? {} : { alertmanager: alerts }),
    ...interval,
    nowMs: systemClock.wallMs(),
    signal,
    showInstant: isoInstant,
  });
  const source = `Prometheus at ${address.shown}${alerts === undefined ? '' : ` and Alertmanager at ${alerts.shown}`}, from ${isoInstant(interval.fromMs)} to ${isoInstant(interval.toMs)}`;
  return conclude({ ...found, source }, out, json);
}

function ofReport(path: string): Findings {
  const { contract, records, startedAt } = readReport(path);
  const { incidents, unnoticed, unsound } = incidentsOfProof(contract, records);
  const { objective, windowMs } = contract.promise.availability;
  const [first] = incidents;
  return {
    service: contract.service,
    objective,
    windowMs,
    source: `the report of a proof that began at ${startedAt}`,
    notes: [
      'Times count from the fault. Nothing is known better than one arrival period of the workload.',
      'Faults were injected, so how often they come by themselves (MTBF) is not known from them.',
      ...(unnoticed.length > 0 ? [`Not noticed by clients: ${unnoticed.join('; ')}.`] : []),
      ...(unsound.length > 0 ? [`Void, so left out: ${unsound.join('; ')}.`] : []),
    ],
    incidents: incidents.map(({ incident }) => incident),
    ...(first === undefined ? {} : { picture: first.picture, data: first.data }),
  };
}

async function conclude(findings: Findings, out: string, json: boolean): Promise<ExitCode> {
  const { incidents, picture, ...rest } = findings;
  const statistics = statisticsOf(incidents, findings.observedMs);
  const [first, ...others] = incidents;
  const facts = { ...rest, statistics };
  const all = incidentsJson({ ...facts, incidents }, isoInstant);
  const files: [string, string][] = [['incidents.json', `${JSON.stringify(all)}\n`]];
  if (first !== undefined && picture !== undefined) {
    const text = renderPostmortem(
      { ...facts, incidents: [first, ...others], picture: 'incident.svg' },
      isoInstant,
    );
    files.push(['postmortem.md', text], ['incident.svg', picture]);
  }
  const paths = files.map(([name, text]) => write(out, name, text));
  await print(
    json
      ? JSON.stringify(all)
      : [
          first === undefined
            ? `No incident in ${findings.source}, so there is nothing to write about.`
            : `${counted(incidents.length, 'incident')} in ${findings.source}; the document is about the costliest, ${first.title}.`,
          ...findings.notes,
          `Written: ${paths.join(', ')}`,
        ].join('\n'),
  );
  return 0;
}

function intervalOf(
  from: string | undefined,
  to: string | undefined,
): { readonly fromMs: number; readonly toMs: number } {
  const [fromMs, toMs] = [instantOf('from', from), instantOf('to', to)];
  if (fromMs >= toMs) {
    throw new BadInputError(`--from is ${from ?? ''}, which is not before --to, ${to ?? ''}`);
  }
  return { fromMs, toMs };
}

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

function instantOf(option: string, text: string | undefined): number {
  const ms = text !== undefined && ISO_INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (text !== undefined && !Number.isNaN(ms)) {
    if (beginsWithDate(text)) return ms;
    throw new BadInputError(`--${option}: there is no day ${text.slice(0, 10)}`);
  }
  const given = text === undefined ? 'it is missing' : `not "${text}"`;
  throw new BadInputError(
    `--${option} takes an instant with its time zone, such as 2026-01-31T08:30:00Z; ${given}`,
  );
}

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new EnvironmentError(
      `can't write ${path}: ${messageOf(error)}. Choose another folder with --out`,
      { cause: error },
    );
  }
  return path;
}

function isoInstant(wallMs: number): string {
  return new Date(wallMs).toISOString();
}
