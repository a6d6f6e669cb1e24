import { resetSocket } from '../../sockets/reset-socket.js';
/**
 * Carries bytes from `source` to `target`: neither lost, reordered nor changed, only late. The
 * source is paused while as much is under way as the delivery allows, or the target is full.
 */
export function carry(options) {
    const { source, target, delivery, clock, onBytes } = options;
    let held = [];
    let heldBytes = 0;
    let targetFull = false;
    let stopped = false;
    let waking;
    function enqueue(piece, bytes) {
        const lastMs = held.at(-1)?.atMs ?? -Infinity;
        piece.atMs = delivery().arrivesAtMs(bytes, clock.monotonicMs(), lastMs);
        held.push(piece);
        heldBytes += bytes;
    }
    function enqueueData(data) {
        const { maxPieceBytes } = delivery();
        for (let at = 0; at < data.length; at += maxPieceBytes) {
            const part = data.subarray(at, at + maxPieceBytes);
            enqueue({ kind: 'data', data: part, atMs: 0 }, part.length);
        }
    }
    function finish(kind) {
        if (stopped)
            return;
        enqueue({ kind, atMs: 0 }, 0);
        deliver();
    }
    /** Hands over what has arrived, then sees to the next wake-up and to the source. */
    function deliver() {
        if (stopped)
            return;
        const nowMs = clock.monotonicMs();
        let count = 0;
        for (const piece of held) {
            if (targetFull || piece.atMs > nowMs)
                break;
            handOver(piece);
            count += 1;
        }
        if (count > 0)
            held = held.slice(count);
        wakeAt(targetFull ? Infinity : (held[0]?.atMs ?? Infinity));
        if (targetFull || heldBytes >= delivery().maxHeldBytes)
            source.pause();
        else
            source.resume();
    }
    function handOver(piece) {
        if (piece.kind === 'reset')
            resetSocket(target);
        else if (piece.kind === 'end')
            target.end();
        else {
            heldBytes -= piece.data.length;
            onBytes(piece.data.length);
            targetFull = !target.write(piece.data);
        }
    }
    function wakeAt(atMs) {
        if (waking?.atMs === atMs)
            return;
        waking?.cancel.abort();
        waking = undefined;
        if (atMs === Infinity)
            return;
        const cancel = new AbortController();
        waking = { atMs, cancel };
        clock.sleep(Math.max(0, atMs - clock.monotonicMs()), cancel.signal).then(() => {
            waking = undefined;
            deliver();
        }, () => undefined);
    }
    source.on('data', (data) => {
        enqueueData(data);
        deliver();
    });
    source.on('end', () => finish('end'));
    source.on('error', () => finish('reset'));
    target.on('drain', () => {
        targetFull = false;
        deliver();
    });
    deliver();
    return {
        reschedule() {
            const pieces = held;
            held = [];
            heldBytes = 0;
            for (const piece of pieces) {
                if (piece.kind === 'data')
                    enqueueData(piece.data);
                else
                    enqueue(piece, 0);
            }
            deliver();
        },
        stop() {
            stopped = true;
            waking?.cancel.abort();
            held = [];
        },
    };
}
//# sourceMappingURL=direction.js.map