import type { Clock } from '../clock/clock.ts';
import { until } from '../clock/until.ts';
import { codeOf } from '../ports/errors.ts';

/**
 * Ends processes for certain: SIGKILL to all that `find` gives, again until it gives none.
 * A process may fork while it is looked for, so one empty look is the only proof.
 *
 * @throws DeadlineError when some are still there after `withinMs` (one in an uninterruptible
 * wait of the kernel, for example)
 */
export async function endProcesses(
  what: string,
  find: () => readonly number[],
  options: { readonly clock: Clock; readonly withinMs: number },
): Promise<void> {
  await until(
    `every process of ${what} to end`,
    () => {
      const pids = find();
      for (const pid of pids) signalProcess(pid, 'SIGKILL');
      return pids.length === 0;
    },
    { ...options, everyMs: 1 },
  );
}

/** Sends a signal; a process that is already gone is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
