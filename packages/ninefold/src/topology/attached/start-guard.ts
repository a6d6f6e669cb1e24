import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';

import type { Clock } from '../../clock/clock.ts';
import type { AttachedCommand } from '../../contract/attach.ts';
import { EnvironmentError, HealError } from '../../ports/errors.ts';
import { builtEntry } from '../../supervisor/built-entry.ts';
import { endInjection } from './end-injection.ts';
import { type FaultGuard, type GuardedFault, createFaultGuard } from './fault-guard.ts';
import type { GuardReply, GuardRequest } from './guard-messages.ts';
import { type CommandPlace, type LimitedRun, runLimited } from './run-limited.ts';

/** A guard in a process of its own, which outlives this one and heals behind it. */
export interface RunningGuard extends FaultGuard {
  /** The fault that is in force, or may be; undefined when all is healed. */
  broken(): string | undefined;
  /**
   * Ends it; what is still broken is healed first. Safe to call twice.
   *
   * @throws HealError when what is broken could not be healed: by the guard, or here when it was killed
   */
  close(): Promise<void>;
}

/**
 * Starts the guard.
 *
 * @param options.logFile gets a line a command; absent: none is kept
 */
export function startGuard(
  options: CommandPlace & {
    readonly logFile?: string;
    readonly clock: Clock;
  },
): RunningGuard {
  const { directory, environment, logFile, clock } = options;
  const entry = builtEntry(import.meta.url, './guard-process.ts');
  const child = spawn(process.execPath, [entry, ...(logFile === undefined ? [] : [logFile])], {
    cwd: directory,
    env: environment,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined);
  let gone = false;
  const waiting: Record<GuardRequest['kind'], ((reply: GuardReply | undefined) => void)[]> = {
    inject: [],
    heal: [],
  };
  /** What the guard was told to break and did not say that it has healed. */
  let broken: GuardedFault | undefined;
  /** By it the processes of an injection are known, until the guard says that it has ended. */
  let injection: string | undefined;
  /** Why it could not heal what it was left with. */
  let lastWords: string | undefined;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      gone = true;
      for (const one of [...waiting.inject.splice(0), ...waiting.heal.splice(0)]) one(undefined);
      resolve();
    };
    child.once('error', end);
    // Not `exit`: its last words may be on their way.
    child.once('close', end);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as GuardReply;
    const kind = reply.kind.endsWith('injected') ? 'inject' : 'heal';
    const asker = waiting[kind].shift();
    if (asker) asker(reply);
    else if ('message' in reply) lastWords = reply.message;
  });
  /** Undefined when the guard is no more. */
  const ask = (request: GuardRequest): Promise<GuardReply | undefined> =>
    new Promise((resolve) => {
      if (gone) {
        resolve(undefined);
        return;
      }
      waiting[request.kind].push(resolve);
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  /** Somebody has killed the guard: its work is ours. What it was at would break what is healed. */
  const healInItsPlace = async (fault: GuardedFault): Promise<void> => {
    const stillRuns = injection && (await endInjection(injection, fault, clock));
    const run = (command: AttachedCommand): LimitedRun => runLimited(command, options);
    await createFaultGuard({ run, clock, broken: fault }).heal();
    broken = undefined;
    if (stillRuns) throw new HealError(stillRuns);
  };
  const heal = async (): Promise<void> => {
    if (!broken) return;
    const reply = await ask({ kind: 'heal' });
    if (reply === undefined && broken) await healInItsPlace(broken);
    else if (reply?.kind === 'not-healed') throw new HealError(reply.message);
    broken = undefined;
  };
  return {
    async inject(fault) {
      if (gone) throw new EnvironmentError('the guard, which heals behind us, is not running');
      broken = fault;
      injection = randomUUID();
      const reply = await ask({ kind: 'inject', fault, injection });
      if (reply) injection = undefined;
      if (reply?.kind === 'injected') return;
      const reason = reply && 'message' in reply ? reply.message : 'the guard has ended';
      throw new EnvironmentError(reason);
    },
    heal,
    broken: () => broken?.sentence,
    async close() {
      // It heals once more what could not be healed, and tells.
      child.stdin.end();
      await exited;
      if (lastWords !== undefined) throw new HealError(lastWords);
      if (broken && child.exitCode !== 0) await healInItsPlace(broken);
    },
  };
}
