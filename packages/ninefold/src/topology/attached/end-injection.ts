import type { Clock } from '../../clock/clock.ts';
import { until } from '../../clock/until.ts';
import { commandLine } from '../../contract/placeholders.ts';
import { messageOf } from '../../ports/errors.ts';
import { endProcesses } from '../../supervisor/end-processes.ts';
import { allPids, hasEnvironment } from '../../supervisor/process-table.ts';
import type { GuardedFault } from './fault-guard.ts';

/** In the environment of a command that injects, with a value of its own. */
export const INJECTION_VARIABLE = 'NINEFOLD_INJECTION';
/** For the kernel to end what was killed (ms). */
const ENDED_WITHIN_MS = 5_000;

/**
 * Ends an injection whose guard was killed, and all that it has started on this host. One that is over by
 * itself, so that nothing heals it, may come to its end first, within the time of its command.
 *
 * A process is known by its environment, which it has from its first instant: a pid that the guard told
 * would be one told too late, when the guard was killed just before.
 *
 * @param injection the value of `INJECTION_VARIABLE`
 * @returns what is to be told when it could not be ended; the fault is to be healed all the same
 */
export async function endInjection(
  injection: string,
  fault: GuardedFault,
  clock: Clock,
): Promise<string | undefined> {
  const { inject, heal, sentence, member } = fault;
  const mark = `${INJECTION_VARIABLE}=${injection}`;
  const find = (): number[] => allPids().filter((pid) => hasEnvironment(pid, mark));
  try {
    if (!heal) {
      const ended = until('it to end by itself', () => find().length === 0, {
        clock,
        withinMs: inject.withinMs,
        everyMs: 50,
      });
      await ended.catch(() => undefined);
    }
    await endProcesses(`"${sentence}"`, find, { clock, withinMs: ENDED_WITHIN_MS });
    return undefined;
  } catch (error) {
    return `NOT SURELY HEALED: the guard was killed while it injected "${sentence}" at ${member}, and what it had started may still run here (${messageOf(error)}). End it by hand, and heal again:\n\n  ${commandLine(inject.run)}\n`;
  }
}
