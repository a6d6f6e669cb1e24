import { readFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';

import { systemClock } from '../clock/system-clock.ts';
import type { AttachSpec } from '../contract/attach.ts';
import type { Contract } from '../contract/contract.ts';
import { type Breakable, stepMistake } from '../contract/fault-checks.ts';
import { parseFaultSentence } from '../contract/fault-sentence.ts';
import { formatDuration } from '../contract/duration.ts';
import { formatRatio } from '../contract/ratio.ts';
import { judge } from '../history/judge.ts';
import { BadInputError } from '../ports/errors.ts';
import { attachedStage } from '../prove/attached-stage.ts';
import { type Proof, type ProveOptions, prove } from '../prove/prove.ts';
import { renderAttachPlan } from '../report/attach-plan.ts';
import { renderJson } from '../report/json.ts';
import type { ReportData } from '../report/report-data.ts';
import { renderTerminal } from '../report/terminal.ts';
import {
  askAttached,
  attachedContract,
  checkAttachFlags,
  commandEnvironment,
  confirm,
} from './attach.ts';
import { readArguments, readWholeNumber } from './command-line.ts';
import type { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { print, styleOf } from './output.ts';
import { createProgressDisplay } from './progress-display.ts';
import { type ContractFile, readContract } from './read-contract.ts';
import { prepareLogFolder, prepareReportFolder, writeReports } from './report-files.ts';

const MAX_TRIALS = 1_000;

/**
 * `ninefold prove [contract]`: breaks the topology on purpose and rules on the promise. With
 * `--attach` it is one that Ninefold did not start.
 */
export async function proveCommand(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(
    'prove',
    args,
    {
      report: { type: 'string', default: 'ninefold-report' },
      fault: { type: 'string', multiple: true },
      trials: { type: 'string' },
      seed: { type: 'string' },
      attach: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    1,
  );
  checkAttachFlags(values, Boolean(process.stdin.isTTY && process.stderr.isTTY));
  const file = readContract(positionals[0]);
  const signal = interruption();
  const contract = adjust(file.contract, values);
  const left: string[] = [];
  let openStage: ProveOptions['openStage'];
  if (contract.attach && values.attach) {
    const { attach } = contract;
    const { plan, access } = await askAttached({ ...contract, attach });
    if (values['dry-run']) {
      await print(values.json ? JSON.stringify(plan, undefined, 2) : renderAttachPlan(plan));
      return plan.missing === undefined ? 0 : 3;
    }
    if (!values.yes) await confirm(plan, signal);
    const environment = commandEnvironment(access);
    const onLeft = (text: string): void => {
      left.push(text);
    };
    openStage = (run) => attachedStage(run, { attach, access, environment, onLeft });
  }
  prepareReportFolder(values.report);
  const logFolder = prepareLogFolder(values.report);

  const display = createProgressDisplay();
  const startedAt = new Date(systemClock.wallMs()).toISOString();
  const startMs = systemClock.monotonicMs();
  let proof: Proof;
  try {
    proof = await prove({
      contract,
      directory: file.directory,
      clock: systemClock,
      signal,
      logFolder,
      ...(openStage ? { openStage } : {}),
      onProgress: (progress) => {
        display.show(progress);
      },
    });
  } finally {
    display.clear();
    for (const text of left) process.stderr.write(`ninefold: ${text}\n`);
  }
  const verdict = judge(contract, proof.records);
  const data: ReportData = {
    verdict,
    records: proof.records,
    contractText: file.text,
    unsupported: proof.unsupported,
    environment: environmentOf(file, contract, proof, values.attach),
    startedAt,
    elapsedMs: systemClock.monotonicMs() - startMs,
  };
  const paths = writeReports(values.report, data);
  if (values.json) {
    await print(renderJson(data));
  } else {
    const logs = values.attach
      ? `what was run is in ${logFolder}/attach.log`
      : `the members' logs are in ${logFolder}`;
    const unsupported = proof.unsupported.map(({ fault, reason }) => `\n${fault}: ${reason}`);
    await print(
      `${renderTerminal(verdict, styleOf(process.stdout))}\n${unsupported.join('')}\nWritten: ${paths.join(', ')}; ${logs}`,
    );
  }
  return verdict.exitCode;
}

/**
 * The contract with what the command line says instead.
 *
 * @throws BadInputError for a fault, count or seed that is none
 */
function adjust(
  contract: Contract,
  values: {
    readonly attach: boolean;
    readonly fault?: readonly string[] | undefined;
    readonly trials?: string | undefined;
    readonly seed?: string | undefined;
  },
): Contract {
  if (values.attach) {
    const attached = attachedContract(contract, values.fault);
    return adjust(attached, { ...values, attach: false, fault: undefined });
  }
  const faults = values.fault?.map((sentence) => {
    const parsed = parseFaultSentence(sentence);
    const parts = breakableOf(contract);
    const mistake = parsed.ok
      ? parsed.value.steps.map((step) => stepMistake(step, parts)).find((one) => one !== undefined)
      : parsed.mistakes[0];
    if (parsed.ok && mistake === undefined) return parsed.value;
    throw new BadInputError(
      `--fault "${sentence}": ${mistake?.message ?? 'not a fault'}; expected ${mistake?.expected ?? 'a fault such as kill store primary'}`,
    );
  });
  return {
    ...contract,
    proof: {
      ...contract.proof,
      ...(faults ? { faults } : {}),
      ...(values.trials === undefined
        ? {}
        : { trials: readWholeNumber('trials', values.trials, 1, MAX_TRIALS) }),
      ...(values.seed === undefined
        ? {}
        : { seed: readWholeNumber('seed', values.seed, 0, 0xffffffff) }),
    },
  };
}

function breakableOf({ app, stores, topology, regions }: Contract): Breakable {
  return {
    app,
    stores: new Map(
      stores.map((store) => [
        store.name,
        { ...store, hasBackup: store.patroni?.backup !== undefined },
      ]),
    ),
    regions: topology === 'multi-region' ? regions : undefined,
  };
}

function environmentOf(
  file: ContractFile,
  contract: Contract,
  proof: Proof,
  isAttached: boolean,
): (readonly [string, string])[] {
  const [processor] = cpus();
  return [
    ['Contract', file.path],
    ['Seed', String(contract.proof.seed)],
    ['Node', process.version],
    ...(proof.engineVersion
      ? [['PostgreSQL', `${proof.engineVersion}${isAttached ? '' : ' (npm)'}`] as const]
      : []),
    ['System', `${process.platform} ${process.arch}`],
    ['Processor', `${processor?.model ?? 'unknown'}, ${cpus().length} cores`],
    ...(isAttached && contract.attach ? attachedOn(contract.attach) : bootedOn(contract, proof)),
  ];
}

function attachedOn({ floor, floorOverMs }: AttachSpec): (readonly [string, string])[] {
  return [
    ['Attached', 'to what Ninefold did not start'],
    ['Floor', `${formatRatio(floor)} of ${formatDuration(floorOverMs)}`],
  ];
}

function bootedOn({ stores: [store] }: Contract, proof: Proof): (readonly [string, string])[] {
  return [
    ['Data on', fileSystemOf(tmpdir())],
    ...(store
      ? [
          [
            'Failure detection',
            `heartbeat every ${store.failover.heartbeatMs} ms, deadline ${store.failover.deadlineMs} ms`,
          ] as const,
        ]
      : []),
    ['Memory of all members', `${Math.round(proof.memoryBytes / 1024 / 1024)} MB`],
    ['Time to boot', `${Math.round(proof.bootMs)} ms`],
  ];
}

/** The type of the file system at a path: where it is `tmpfs`, forcing data to disk costs nothing. */
function fileSystemOf(path: string): string {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, at = '-']) => at === '/' || path === at || path.startsWith(`${at}/`))
    .toSorted(([, a = ''], [, b = '']) => b.length - a.length);
  return mounts[0]?.[2] ?? 'unknown';
}
