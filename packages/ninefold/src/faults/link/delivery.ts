import type { Random } from '../../clock/random.ts';
import type { LinkFault } from './link-fault.ts';

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

/** When each piece of data of one direction of a link arrives. */
export interface Delivery {
  /**
   * When a piece that is here now arrives (ms), or `Infinity` while nothing passes. A piece never
   * overtakes an earlier one of its connection: `afterMs` is when that one arrives. A piece of
   * 0 bytes is the end of the stream, which travels like data.
   */
  arrivesAtMs(bytes: number, nowMs: number, afterMs: number): number;
  /** Pieces larger than this are to be cut (bytes). */
  readonly maxPieceBytes: number;
  /** So much may be under way on one connection before its source has to wait (bytes). */
  readonly maxHeldBytes: number;
}

/**
 * The schedule of one direction under a fault; `undefined` is a sound link. All connections of the
 * direction share it, since a throttled link is shared by them.
 */
export function createDelivery(fault: LinkFault | undefined, random: Random): Delivery {
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

function delivery(
  arrives: (bytes: number, nowMs: number) => number,
  maxHeldBytes: number,
  maxPieceBytes: number = MAX_PIECE_BYTES,
): Delivery {
  return {
    maxHeldBytes,
    maxPieceBytes,
    arrivesAtMs: (bytes, nowMs, afterMs) => Math.max(arrives(bytes, nowMs), afterMs),
  };
}

/** How long a piece takes that is lost again and again with this chance (ms). */
function retransmissionMs(ratio: number, random: Random): number {
  let waitMs = 0;
  for (let losses = 0; losses < MAX_LOSSES && random() < ratio; losses++) {
    waitMs += Math.min(FIRST_TIMEOUT_MS * 2 ** losses, LONGEST_TIMEOUT_MS);
  }
  return waitMs;
}

/** A piece arrives when its last byte has passed, after all that came before it. */
function throttled(bytesPerSecond: number): Delivery {
  const bytesPerMs = bytesPerSecond / 1000;
  let freeAtMs = -Infinity;
  const quantum = Math.floor(bytesPerMs * THROTTLE_QUANTUM_MS);
  return delivery(
    (bytes, nowMs) => {
      freeAtMs = Math.max(freeAtMs, nowMs) + bytes / bytesPerMs;
      return freeAtMs;
    },
    64 * KIB,
    Math.min(Math.max(quantum, 1), MAX_PIECE_BYTES),
  );
}
