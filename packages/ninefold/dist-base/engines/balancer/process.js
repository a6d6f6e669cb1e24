/**
 * The balancer as a process of its own, spoken to over the IPC channel it was spawned with:
 * BalancerMessage in, BalancerEvent out. It ends at once when the channel closes, since then its
 * parent is gone.
 */
import { startBalancer } from './balancer.js';
import { parseMessage } from './parse-message.js';
let running;
process.on('disconnect', () => process.exit(0));
// Ctrl-C goes to the whole group; it is the parent who decides when this ends.
process.on('SIGINT', () => { });
process.on('SIGTERM', () => process.exit(0));
process.on('message', receive);
if (process.send === undefined) {
    process.stderr.write('the balancer is started by ninefold, with an IPC channel\n');
    process.exit(2);
}
function receive(value) {
    const message = parseMessage(value);
    switch (message.kind) {
        case 'invalid':
            return emit({ kind: 'ignored', text: message.text });
        case 'start':
            if (running !== undefined)
                return emit({ kind: 'ignored', text: 'started already' });
            running = 'starting';
            void start(message.config);
            return undefined;
        case 'stop':
            process.exit(0);
        // Not reached: process.exit never returns.
        default:
            if (running === undefined || running === 'starting') {
                return emit({ kind: 'ignored', text: `${message.kind}: not listening yet` });
            }
            return running.apply(message);
    }
}
async function start(config) {
    try {
        running = await startBalancer(config, emit);
        const { httpPort, storePorts } = running;
        emit({ kind: 'listening', httpPort, storePorts });
    }
    catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        process.send?.({ kind: 'failed', text }, () => process.exit(1));
    }
}
function emit(event) {
    // A channel that closes meanwhile ends the process by `disconnect`.
    if (process.connected)
        process.send?.(event, undefined, undefined, () => { });
}
//# sourceMappingURL=process.js.map