import { until } from '../clock/until.js';
import { codeOf } from '../ports/errors.js';
import { processEntry } from './process-table.js';
/**
 * Ends processes for certain: SIGKILL to all that `find` gives, again until it gives none.
 * A process may fork while it is looked for, so one empty look is the only proof. Looking costs
 * milliseconds, at a moment when every one counts; so those found are waited for first.
 *
 * @throws DeadlineError when some are still there after `withinMs` (one in an uninterruptible
 * wait of the kernel, for example)
 */
export async function endProcesses(what, find, options) {
    let dying = options.known ?? [];
    for (const pid of dying)
        signalProcess(pid, 'SIGKILL');
    await until(`every process of ${what} to end`, () => {
        dying = dying.filter((pid) => processEntry(pid) !== undefined);
        if (dying.length > 0)
            return false;
        dying = find();
        for (const pid of dying)
            signalProcess(pid, 'SIGKILL');
        return dying.length === 0;
    }, { ...options, everyMs: 1 });
}
/** Sends a signal; a process that is already gone is no error. */
export function signalProcess(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch (error) {
        if (codeOf(error) !== 'ESRCH')
            throw error;
    }
}
//# sourceMappingURL=end-processes.js.map