import { request } from 'node:http';

import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import type { AppSpec } from '../../contract/contract.ts';
import { DeadlineError, EnvironmentError } from '../../ports/errors.ts';
import { logTail } from '../../supervisor/log-file.ts';
import type { MemberExit, MemberProcess } from '../../supervisor/member-process.ts';
import {
  type RestartingMember,
  createRestartingMember,
} from '../../supervisor/restarting-member.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';

/** A ready endpoint that does not answer by then is asked again. */
const READY_ANSWER_MS = 1_000;

export interface AppReplicaOptions {
  /** Such as `app[2]`. */
  readonly name: string;
  readonly spec: AppSpec;
  /** The contract's folder: the command runs there. */
  readonly directory: string;
  readonly port: number;
  /** Where it is reached. Default: 127.0.0.1. */
  readonly address?: string;
  /** Beside what the contract says: the stores' URLs. Holds secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly supervisor: Pick<Supervisor, 'start'>;
  readonly clock: Clock;
  readonly onStarted: () => void;
  readonly onReady: () => void;
  readonly onExited: (exit: MemberExit) => void;
  /** A restart did not succeed; it is tried again. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * One replica of the user's program, in any language. It is given `PORT`, listens there, and is
 * ready when its ready endpoint answers 2xx.
 */
export function createAppReplica(options: AppReplicaOptions): RestartingMember {
  const { name, spec, port, supervisor, clock } = options;
  const [file, ...args] = spec.run;
  if (file === undefined) throw new TypeError('app.run is empty');
  return createRestartingMember({
    name,
    clock,
    start: () =>
      supervisor.start({
        member: name,
        // A bare name is looked up in PATH; `node` is this very Node, whatever PATH says.
        file: file === 'node' ? process.execPath : file,
        args,
        cwd: options.directory,
        environment: {
          ...inheritedEnvironment(),
          ...options.environment,
          ...spec.environment,
          PORT: String(port),
        },
      }),
    ready: (process, signal) => waitUntilReady(options, process, signal),
    onStarted: options.onStarted,
    onReady: options.onReady,
    onExited: options.onExited,
    onFailed: options.onFailed,
  });
}

async function waitUntilReady(
  { name, spec, port, address = '127.0.0.1', clock }: AppReplicaOptions,
  process: MemberProcess,
  signal: AbortSignal,
): Promise<void> {
  try {
    await until(`${name} to be ready`, () => answersOk(address, port, spec.health.ready), {
      clock,
      withinMs: spec.startTimeoutMs,
      everyMs: 10,
      signal,
    });
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    const log = logTail(process.logFile, 12);
    throw new EnvironmentError(
      `${name} was not ready within ${spec.startTimeoutMs} ms: GET ${spec.health.ready} on port ${port} gave no 2xx. ` +
        (log ? `Its log ends with:\n${log}` : 'Its log is empty. Does it listen on PORT?'),
      { cause: error },
    );
  }
}

function answersOk(host: string, port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request(
      { host, port, path, agent: false, timeout: READY_ANSWER_MS },
      (response) => {
        const status = response.statusCode ?? 0;
        // The body may be endless; the status is all that counts.
        probe.destroy();
        resolve(status >= 200 && status < 300);
      },
    );
    probe.once('timeout', () => probe.destroy());
    probe.once('error', () => {
      resolve(false);
    });
    probe.once('close', () => {
      resolve(false);
    });
    probe.end();
  });
}

/** The user's environment, without what would make a Node program behave as ours does. */
function inheritedEnvironment(): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value === undefined || name === 'NODE_OPTIONS' || name.startsWith('npm_')) continue;
    inherited[name] = value;
  }
  return inherited;
}
