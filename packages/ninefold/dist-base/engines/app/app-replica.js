import { request } from 'node:http';
import { until } from '../../clock/until.js';
import { DeadlineError, EnvironmentError } from '../../ports/errors.js';
import { logTail } from '../../supervisor/log-file.js';
import { createRestartingMember, } from '../../supervisor/restarting-member.js';
/** A ready endpoint that does not answer by then is asked again. */
const READY_ANSWER_MS = 1_000;
/**
 * One replica of the user's program, in any language. It is given `PORT`, listens there, and is
 * ready when its ready endpoint answers 2xx.
 */
export function createAppReplica(options) {
    const { name, spec, port, supervisor, clock } = options;
    const [file, ...args] = spec.run;
    if (file === undefined)
        throw new TypeError('app.run is empty');
    return createRestartingMember({
        name,
        clock,
        start: () => supervisor.start({
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
async function waitUntilReady({ name, spec, port, address = '127.0.0.1', clock }, process, signal) {
    try {
        await until(`${name} to be ready`, () => answersOk(address, port, spec.health.ready), {
            clock,
            withinMs: spec.startTimeoutMs,
            everyMs: 10,
            signal,
        });
    }
    catch (error) {
        if (!(error instanceof DeadlineError))
            throw error;
        const log = logTail(process.logFile, 12);
        throw new EnvironmentError(`${name} was not ready within ${spec.startTimeoutMs} ms: GET ${spec.health.ready} on port ${port} gave no 2xx. ` +
            (log ? `Its log ends with:\n${log}` : 'Its log is empty. Does it listen on PORT?'), { cause: error });
    }
}
function answersOk(host, port, path) {
    return new Promise((resolve) => {
        const probe = request({ host, port, path, agent: false, timeout: READY_ANSWER_MS }, (response) => {
            const status = response.statusCode ?? 0;
            // The body may be endless; the status is all that counts.
            probe.destroy();
            resolve(status >= 200 && status < 300);
        });
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
function inheritedEnvironment() {
    const inherited = {};
    for (const [name, value] of Object.entries(process.env)) {
        if (value === undefined || name === 'NODE_OPTIONS' || name.startsWith('npm_'))
            continue;
        inherited[name] = value;
    }
    return inherited;
}
//# sourceMappingURL=app-replica.js.map