import { closeSync, constants, openSync, readSync } from 'node:fs';
import { runProgram } from '../../supervisor/run-program.js';
/** A bite may come so late. */
const LOOK_EVERY_MS = 100;
/**
 * Watches what Patroni's `driver: testing` writes in place of ioctls: `Ctimeout=<seconds>` and a new
 * line arms it, `1` keeps it quiet for as long again, and `V` disarms it. Like a device of the
 * hardware it goes on counting while its host hangs, or when who opened it has died.
 */
export function watchWatchdog(options) {
    const { read, clock, onBite } = options;
    const closing = new AbortController();
    let timeoutMs = 0;
    let biteMs;
    /** A command that is not whole yet. */
    let rest = '';
    const take = () => {
        rest += read();
        const commands = /Ctimeout=(\d+)\n|[1V]/y;
        let taken = 0;
        for (let found = commands.exec(rest); found; found = commands.exec(rest)) {
            if (found[1] !== undefined)
                timeoutMs = Number(found[1]) * 1000;
            biteMs = found[0] === 'V' ? undefined : clock.monotonicMs() + timeoutMs;
            taken = commands.lastIndex;
        }
        rest = rest.slice(taken);
    };
    const watch = async () => {
        for (;;) {
            take();
            if (biteMs !== undefined && clock.monotonicMs() >= biteMs) {
                biteMs = undefined;
                onBite();
            }
            await clock.sleep(LOOK_EVERY_MS, closing.signal);
        }
    };
    watch().catch(() => undefined);
    return {
        disarm() {
            take();
            biteMs = undefined;
        },
        close() {
            closing.abort(new Error('the watchdog was closed'));
        },
    };
}
/** Where a host's watchdog is: a named pipe in place of `/dev/watchdog`. */
export async function makeWatchdogDevice(files, user) {
    const path = files.path('watchdog');
    await runProgram('mkfifo', ['-m', '600', path]);
    user.own(path);
    return path;
}
/** Reads the pipe without waiting. It stays open for writing, so it has no end. */
export function openWatchdogDevice(path) {
    const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const buffer = Buffer.alloc(4096);
    return {
        read() {
            try {
                return buffer.toString('latin1', 0, readSync(pipe, buffer));
            }
            catch (error) {
                if (error instanceof Error && 'code' in error && error.code === 'EAGAIN')
                    return '';
                throw error;
            }
        },
        close() {
            closeSync(pipe);
        },
    };
}
//# sourceMappingURL=watchdog.js.map