import { signalProcess } from '../../supervisor/end-processes.js';
import { runs } from '../../supervisor/process-table.js';
/** How long what runs on a host may take to end when it is asked to (ms). */
const STOP_WITHIN_MS = 30_000;
/**
 * A host with all that runs on it as one member: killed, everything on it is and it stays down;
 * frozen, its network is silent too, as a virtual machine's is that is paused.
 */
export function machine(options) {
    const { host, network, programs, parts = {} } = options;
    const { name } = host;
    const alive = () => programs
        .map((one) => one.process)
        .filter((one) => one !== undefined)
        .filter((one) => !one.hasExited());
    return {
        name,
        kind: options.kind,
        region: 'local',
        isMachine: true,
        stopWithinMs: options.stopWithinMs ?? STOP_WITHIN_MS,
        process() {
            const first = programs[0].process;
            if (!first)
                return undefined;
            return {
                ...first,
                pids: () => alive().flatMap((one) => one.pids()),
                freeze: () => {
                    network.setConnected(name, false);
                    for (const one of alive())
                        one.freeze();
                },
                thaw: () => {
                    network.setConnected(name, true);
                    for (const one of alive())
                        one.thaw();
                },
            };
        },
        part(word) {
            const part = parts[word];
            if (part === undefined)
                return undefined;
            if (!('executable' in part))
                return part.process;
            const whole = programs[0].process;
            return whole ? processesRunning(whole, part.executable) : undefined;
        },
        requestStop: () => programs[0].process?.signal('SIGTERM'),
        hold: () => {
            for (const one of programs)
                one.hold();
            options.watchdog?.disarm();
            network.setConnected(name, false);
        },
        release: () => {
            if (options.virtualAddress !== undefined)
                host.drop(options.virtualAddress);
            network.setConnected(name, true);
            for (const one of programs)
                one.release();
        },
        ...(options.isActive ? { isActive: options.isActive } : {}),
    };
}
/** Of a member's processes, those that run the program. */
function processesRunning(whole, executable) {
    const pids = () => whole.pids().filter((pid) => runs(pid, executable));
    const signalAll = (signal) => {
        for (const pid of pids())
            signalProcess(pid, signal);
    };
    return {
        ...whole,
        pids,
        hasExited: () => pids().length === 0,
        signal: signalAll,
        freeze: () => {
            signalAll('SIGSTOP');
        },
        thaw: () => {
            signalAll('SIGCONT');
        },
    };
}
//# sourceMappingURL=machine.js.map