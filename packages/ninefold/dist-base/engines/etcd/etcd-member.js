import { until } from '../../clock/until.js';
import { askHttp } from '../../sockets/ask-http.js';
import { createRestartingMember, } from '../../supervisor/restarting-member.js';
const SERVE_WITHIN_MS = 30_000;
const ANSWER_MS = 500;
/** One etcd, started again whenever it ends; ready when it listens for clients. */
export function createEtcdMember(options) {
    const { name, address, clientPort, clock } = options;
    return createRestartingMember({
        name,
        clock,
        start: () => options.start({
            member: name,
            file: options.program,
            args: ['--config-file', options.configFile],
            cwd: options.directory,
            environment: {},
        }),
        ready: async (_, signal) => {
            await until(`${name} to answer`, 
            // Without a quorum it is not healthy, and yet it serves as well as it can.
            () => askHttp({ host: address, port: clientPort, path: '/health', withinMs: ANSWER_MS }).then(() => true, () => false), { clock, withinMs: SERVE_WITHIN_MS, everyMs: 20, signal });
        },
        onStarted: options.onStarted,
        onReady: options.onReady,
        onExited: options.onExited,
        onFailed: options.onFailed,
    });
}
/** Whether it is in a quorum that has a leader. */
export async function isEtcdHealthy(address, port) {
    try {
        const { status } = await askHttp({ host: address, port, path: '/health', withinMs: ANSWER_MS });
        return status === 200;
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=etcd-member.js.map