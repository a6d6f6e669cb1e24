/** First retransmission timeout (ms): the minimum of Linux, TCP_RTO_MIN. */
const FIRST_TIMEOUT_MS = 200;
/** Longest one (ms): TCP_RTO_MAX. The timeout doubles with each loss up to it (RFC 6298, 5.5). */
const LONGEST_TIMEOUT_MS = 120_000;
/** Losses of one piece at most: tcp_retries2. */
const MAX_LOSSES = 15;
/** A throttled piece takes so long to pass at most (ms), so that the flow is smooth. */
const THROTTLE_QUANTUM_MS = 20;
const MAX_PIECE_BYTES = 64 * 1024;
const KIB = 1024;
/**
 * The schedule of one direction under a fault; `undefined` is a sound link. All connections of the
 * direction share it, since a throttled link is shared by them.
 */
export function createDelivery(fault, random) {
    switch (fault?.kind) {
        case undefined:
            return delivery((_bytes, nowMs) => nowMs, 256 * KIB);
        case 'partition':
        case 'reset':
            return delivery(() => Infinity, 0);
        case 'delay':
            return delivery((_bytes, nowMs) => nowMs + fault.byMs, 4096 * KIB);
        case 'drop':
            return delivery((_bytes, nowMs) => nowMs + retransmissionMs(fault.ratio, random), 1024 * KIB);
        case 'throttle':
            return throttled(fault.bytesPerSecond);
    }
}
function delivery(arrives, maxHeldBytes, maxPieceBytes = MAX_PIECE_BYTES) {
    return {
        maxHeldBytes,
        maxPieceBytes,
        arrivesAtMs: (bytes, nowMs, afterMs) => Math.max(arrives(bytes, nowMs), afterMs),
    };
}
/** How long a piece takes that is lost again and again with this chance (ms). */
function retransmissionMs(ratio, random) {
    let waitMs = 0;
    for (let losses = 0; losses < MAX_LOSSES && random() < ratio; losses++) {
        waitMs += Math.min(FIRST_TIMEOUT_MS * 2 ** losses, LONGEST_TIMEOUT_MS);
    }
    return waitMs;
}
/** A piece arrives when its last byte has passed, after all that came before it. */
function throttled(bytesPerSecond) {
    const bytesPerMs = bytesPerSecond / 1000;
    let freeAtMs = -Infinity;
    const quantum = Math.floor(bytesPerMs * THROTTLE_QUANTUM_MS);
    return delivery((bytes, nowMs) => {
        freeAtMs = Math.max(freeAtMs, nowMs) + bytes / bytesPerMs;
        return freeAtMs;
    }, 64 * KIB, Math.min(Math.max(quantum, 1), MAX_PIECE_BYTES));
}
//# sourceMappingURL=delivery.js.map