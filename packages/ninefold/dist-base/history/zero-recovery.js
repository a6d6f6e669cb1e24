import { duration } from './wording.js';
/**
 * What to say beside an RTO of 0: `not seen by clients` only when nobody waited noticeably either,
 * else `nothing failed; longest wait 3.4 s`.
 */
export function zeroRecovery(rto) {
    return rto.seenByClients
        ? `nothing failed; longest wait ${duration(rto.longestWaitMs)}`
        : 'not seen by clients';
}
//# sourceMappingURL=zero-recovery.js.map