import { until } from '../../clock/until.js';
import { EnvironmentError } from '../../ports/errors.js';
import { createRestartingMember, } from '../../supervisor/restarting-member.js';
import { balancerEntry } from './entry.js';
const LISTEN_TIMEOUT_MS = 10_000;
export function createBalancerMember(options) {
    const { name, supervisor, clock } = options;
    let running;
    const send = (message) => {
        const child = running?.child;
        if (child?.connected)
            child.send(message, () => undefined);
    };
    const member = createRestartingMember({
        name,
        clock,
        start: async () => {
            const process = await supervisor.start({
                member: name,
                file: globalThis.process.execPath,
                args: ['--max-semi-space-size=2', balancerEntry()],
                cwd: supervisor.runDirectory,
                environment: {},
                ipc: true,
            });
            running = process;
            return process;
        },
        ready: async (process, signal) => {
            let seen;
            process.child.on('message', (event) => {
                if (event.kind === 'listening' || event.kind === 'failed')
                    seen = event;
                options.onEvent(event);
            });
            process.child.send({ kind: 'start', config: options.config() });
            const event = await until(`${name} to listen`, () => seen, {
                clock,
                withinMs: LISTEN_TIMEOUT_MS,
                everyMs: 2,
                signal,
            });
            if (event.kind === 'failed')
                throw new EnvironmentError(`${name} can't listen: ${event.text}`);
        },
        onStarted: options.onStarted,
        onReady: options.onReady,
        onExited: options.onExited,
        onFailed: options.onFailed,
    });
    return { member, send };
}
//# sourceMappingURL=balancer-member.js.map