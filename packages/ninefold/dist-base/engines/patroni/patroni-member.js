import { until } from '../../clock/until.js';
import { createRestartingMember, } from '../../supervisor/restarting-member.js';
import { answersRest } from './rest-api.js';
const ANSWER_WITHIN_MS = 30_000;
const ANSWER_MS = 500;
/**
 * Patroni with its PostgreSQL, started again whenever Patroni ends; ready when its REST API answers.
 * Whether PostgreSQL runs, and as what, is Patroni's affair.
 */
export function createPatroniMember(options) {
    const { name, clock, endpoint } = options;
    const [file, ...args] = options.command;
    return createRestartingMember({
        name,
        clock,
        start: () => options.start({
            member: name,
            file,
            args: [...args, options.configFile],
            cwd: options.directory,
            environment: {
                ...options.environment,
                // A message must be in the log when it ends.
                PYTHONUNBUFFERED: '1',
                HOME: options.directory,
                LC_ALL: 'C.UTF-8',
                PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
            },
            hides: { directory: options.directory, programs: [options.postgres] },
            ...(options.as ? { as: options.as } : {}),
        }),
        ready: async (_, signal) => {
            await until(`${name}'s Patroni to answer`, () => answersRest(endpoint, ANSWER_MS), {
                clock,
                withinMs: ANSWER_WITHIN_MS,
                everyMs: 20,
                signal,
            });
        },
        onStarted: options.onStarted,
        onReady: options.onReady,
        onExited: options.onExited,
        onFailed: options.onFailed,
    });
}
//# sourceMappingURL=patroni-member.js.map