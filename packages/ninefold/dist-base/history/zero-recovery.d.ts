import type { RtoMeasure } from './rto.ts';
/**
 * What to say beside an RTO of 0: `not seen by clients` only when nobody waited noticeably either,
 * else `nothing failed; longest wait 3.4 s`.
 */
export declare function zeroRecovery(rto: Pick<RtoMeasure, 'seenByClients' | 'longestWaitMs'>): string;
//# sourceMappingURL=zero-recovery.d.ts.map