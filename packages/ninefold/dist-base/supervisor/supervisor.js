import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../ports/errors.js';
import { builtEntry } from './built-entry.js';
import { startMember } from './member-process.js';
import { RUN_VARIABLE, createRunDirectory, removeAbandonedRuns, removeRun, } from './run-directory.js';
/** Keepers of one run at most. */
const MOST_KEEPERS = 20;
/**
 * Opens a run: its directory, and the keeper that cleans up after us whatever ends us.
 *
 * @throws EnvironmentError when the directory can't be made, or this is not Linux
 */
export async function openSupervisor(clock) {
    refuseOtherSystems(process.platform);
    await removeAbandonedRuns(clock);
    const runDirectory = createRunDirectory();
    let closing = false;
    let keeper = startKeeper(runDirectory);
    let keepers = 1;
    const watch = () => {
        // Without its keeper a run could leave something behind: give it another.
        keeper.once('exit', () => {
            if (closing)
                return;
            keepers += 1;
            // One that can't live at all is not started for ever; `close` then does its work.
            if (keepers > MOST_KEEPERS)
                return;
            keeper = startKeeper(runDirectory);
            watch();
        });
    };
    watch();
    return {
        runDirectory,
        environment: { [RUN_VARIABLE]: runDirectory },
        start(command) {
            if (closing) {
                // The keeper has had its last look, or is about to.
                return Promise.reject(new EnvironmentError(`${command.member}: the run is being ended`));
            }
            const logFile = join(runDirectory, 'logs', `${command.member}.log`);
            return startMember({ ...command, runDirectory, logFile }, clock);
        },
        async close() {
            if (closing)
                return;
            closing = true;
            const ended = new Promise((resolve) => {
                if (keeper.exitCode !== null || keeper.signalCode !== null)
                    resolve();
                else
                    keeper.once('exit', () => {
                        resolve();
                    });
            });
            keeper.stdin?.end();
            await ended;
            // Should the keeper have been killed at work, the work is ours.
            if (existsSync(runDirectory))
                await removeRun(runDirectory, clock);
        },
    };
}
/** @throws EnvironmentError on a system whose processes we can't look at */
function refuseOtherSystems(platform) {
    if (platform === 'linux')
        return;
    throw new EnvironmentError(`Ninefold runs members on Linux only, where /proc tells what they have started; this is ${platform}. A Linux container or virtual machine will do`);
}
function startKeeper(runDirectory) {
    const entry = builtEntry(import.meta.url, './keeper.ts');
    const keeper = spawn(process.execPath, [entry, runDirectory], {
        cwd: '/',
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
    });
    // Killed, or not to be started: its exit tells, and `close` does its work.
    keeper.on('error', () => undefined);
    keeper.stdin.on('error', () => undefined);
    return keeper;
}
//# sourceMappingURL=supervisor.js.map