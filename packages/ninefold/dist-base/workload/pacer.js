import { MessageChannel, Worker } from 'node:worker_threads';
import { builtEntry } from '../supervisor/built-entry.js';
export function startPacer(wake) {
    const turns = new Int32Array(new SharedArrayBuffer(4));
    const instant = new Float64Array(new SharedArrayBuffer(8));
    const { port1, port2 } = new MessageChannel();
    const workerData = { turns, instant, port: port2 };
    const thread = new Worker(builtEntry(import.meta.url, './pacer-thread.ts'), {
        workerData,
        transferList: [port2],
        name: 'ninefold-pacer',
    });
    port1.on('message', wake);
    return {
        wakeAt(atMs) {
            instant[0] = atMs;
            Atomics.add(turns, 0, 1);
            Atomics.notify(turns, 0);
        },
        async close() {
            port1.close();
            await thread.terminate();
        },
    };
}
//# sourceMappingURL=pacer.js.map