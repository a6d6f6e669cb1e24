import { join } from 'node:path';
import { until } from '../../clock/until.js';
import { createRestartingMember, } from '../../supervisor/restarting-member.js';
import { existsSync } from 'node:fs';
const START_WITHIN_MS = 10_000;
/**
 * One keepalived, as root, started again whenever it ends; ready when its VRRP process runs. Who
 * holds the virtual address is told by the host's interface.
 */
export function createKeepalivedMember(options) {
    const { name, directory, clock } = options;
    const vrrpPid = join(directory, 'vrrp.pid');
    return createRestartingMember({
        name,
        clock,
        start: () => options.start({
            member: `${name} keepalived`,
            file: options.program,
            args: [
                '--dont-fork',
                '--log-console',
                '--log-detail',
                '--vrrp',
                `--use-file=${options.configFile}`,
                `--pid=${join(directory, 'keepalived.pid')}`,
                `--vrrp_pid=${vrrpPid}`,
            ],
            cwd: directory,
            environment: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
        }),
        ready: async (_, signal) => {
            await until(`${name}'s keepalived to run`, () => existsSync(vrrpPid), {
                clock,
                withinMs: START_WITHIN_MS,
                everyMs: 10,
                signal,
            });
        },
        onExited: options.onExited,
        onFailed: options.onFailed,
    });
}
//# sourceMappingURL=keepalived-member.js.map