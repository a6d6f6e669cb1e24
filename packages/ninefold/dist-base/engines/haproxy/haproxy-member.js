import { until } from '../../clock/until.js';
import { createRestartingMember, } from '../../supervisor/restarting-member.js';
import { askHaproxy } from './runtime-api.js';
const LISTEN_WITHIN_MS = 10_000;
/** One HAProxy, started again whenever it ends; ready when its runtime API answers. */
export function createHaproxyMember(options) {
    const { name, clock } = options;
    return createRestartingMember({
        name,
        clock,
        start: () => options.start({
            member: name,
            file: options.program,
            // -db: in the foreground, whatever the configuration says.
            args: ['-db', '-f', options.configFile, '-L', options.peerName],
            cwd: options.directory,
            environment: {},
            ...(options.as ? { as: options.as } : {}),
        }),
        ready: async (_, signal) => {
            await until(`${name} to answer`, () => askHaproxy(options.statsSocket, 'show info').then(() => true, () => false), { clock, withinMs: LISTEN_WITHIN_MS, everyMs: 10, signal });
        },
        onStarted: options.onStarted,
        onReady: options.onReady,
        onExited: options.onExited,
        onFailed: options.onFailed,
    });
}
//# sourceMappingURL=haproxy-member.js.map