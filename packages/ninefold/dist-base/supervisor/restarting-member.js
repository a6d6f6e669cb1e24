import { EnvironmentError } from '../ports/errors.js';
import { logTail } from './log-file.js';
const FIRST_BACKOFF_MS = 20;
const MAX_BACKOFF_MS = 5_000;
/** One that got ready and lived for so long did not fail to start: its backoff begins anew (ms). */
const STEADY_MS = 1_000;
export function createRestartingMember(options) {
    const { name, clock } = options;
    const closing = new AbortController();
    let process;
    let isReady = false;
    let held = false;
    let backoffMs = FIRST_BACKOFF_MS;
    let wakes = [];
    const startOnce = async (signal) => {
        const started = await options.start();
        process = started;
        options.onStarted?.(started);
        const startedMs = clock.monotonicMs();
        const ended = new AbortController();
        void started.exited.then((exit) => {
            if (closing.signal.aborted)
                return;
            if (!isReady) {
                ended.abort(new EnvironmentError(`${name} ended (${exitText(exit)}) before it was ready; its log ends with:\n${logTail(started.logFile, 12)}`));
            }
            const wasReady = isReady;
            isReady = false;
            options.onExited?.(exit);
            if (wasReady && clock.monotonicMs() - startedMs >= STEADY_MS)
                backoffMs = FIRST_BACKOFF_MS;
        });
        await options.ready(started, AbortSignal.any([signal, ended.signal, closing.signal]));
        isReady = true;
        options.onReady?.(started);
        return started;
    };
    /** Resolves when it is not held; rejects with the signal's reason. */
    const released = async (signal) => {
        while (held) {
            await new Promise((resolve) => {
                wakes.push(resolve);
                signal.addEventListener('abort', () => resolve(), { once: true });
            });
            signal.throwIfAborted();
        }
    };
    const keepRunning = async (first) => {
        let current = first;
        for (;;) {
            await current.exited;
            // What it left behind would hold its port.
            await current.kill();
            if (closing.signal.aborted)
                return;
            await clock.sleep(backoffMs, closing.signal);
            backoffMs = Math.min(backoffMs * 2, MAX_BACKOFF_MS);
            await released(closing.signal);
            try {
                current = await startOnce(closing.signal);
            }
            catch (error) {
                if (closing.signal.aborted)
                    return;
                options.onFailed?.(error);
                // It ended again, or is not ready in time: it is ended for good, and tried anew.
                if (process) {
                    await process.kill();
                    current = process;
                }
            }
        }
    };
    return {
        get process() {
            return process;
        },
        get isReady() {
            return isReady;
        },
        async begin(signal) {
            const first = await startOnce(signal);
            keepRunning(first).catch((error) => {
                if (!closing.signal.aborted)
                    options.onFailed?.(error);
            });
        },
        hold() {
            held = true;
        },
        release() {
            held = false;
            for (const wake of wakes)
                wake();
            wakes = [];
        },
        close() {
            closing.abort(new Error(`${name} was closed`));
        },
    };
}
/** How a process ended, in words. */
export function exitText({ code, signal }) {
    return signal ? `by ${signal}` : `exit ${String(code)}`;
}
//# sourceMappingURL=restarting-member.js.map