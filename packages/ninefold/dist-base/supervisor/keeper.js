import { systemClock } from '../clock/system-clock.js';
import { removeRun } from './run-directory.js';
/*
 * The keeper's process. It waits until its standard input closes, which happens when the run that
 * started it ends in whatever way, SIGKILL included; then it ends every process of the run and
 * removes its directory. It lives in a session of its own, so that Ctrl-C does not reach it.
 */
const [directory] = process.argv.slice(2);
if (directory === undefined) {
    process.exitCode = 2;
}
else {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
        process.on(signal, () => undefined);
    process.stdin.resume();
    await new Promise((resolve) => {
        process.stdin.once('end', resolve);
        process.stdin.once('error', () => {
            resolve();
        });
    });
    await removeRun(directory, systemClock);
}
//# sourceMappingURL=keeper.js.map