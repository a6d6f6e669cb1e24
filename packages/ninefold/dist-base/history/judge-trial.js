import { checkExactlyOnce } from './exactly-once.js';
import { measureRpo } from './rpo.js';
import { measureRto } from './rto.js';
import { measureScheduleLag } from './schedule-lag.js';
import { measureServiceLevel } from './service-level.js';
import { findSplitBrain } from './split-brain.js';
import { count, counted, duration } from './wording.js';
/**
 * Measures one trial and rules on it. Availability and latency are not ruled here: they are
 * promised over a window, see {@link extrapolate}.
 */
export function judgeTrial(promise, record) {
    const rto = measureRto(record);
    const rpo = measureRpo(record);
    const once = checkExactlyOnce(record);
    const writers = findSplitBrain(record);
    const lag = measureScheduleLag(record, rto);
    const slow = rtoBreaches(promise, rto);
    const couldHide = slow.length === 0 && lag.hidableMs > promise.rtoMs
        ? `the workload stalled for ${duration(lag.hidableMs)} around the fault, longer than the promised RTO of ${duration(promise.rtoMs)}`
        : undefined;
    const voidReasons = couldHide === undefined ? lag.reasons : [...lag.reasons, couldHide];
    const isVoid = voidReasons.length > 0;
    // A stalled client excuses slowness. It excuses no lost write, and no system that never healed.
    const breaches = [
        ...(record.brokenBecause === undefined ? [] : [record.brokenBecause]),
        ...rpoBreaches(promise, record, rpo, rto),
        ...once.twice.map(({ id, times }) => `${id} is stored ${times} times`),
        ...once.refusedButApplied.map((op) => `${op.id} was refused (${op.detail}), yet it is stored`),
        ...writers.findings.map(splitBrainSentence),
        ...(isVoid ? [] : slow),
    ];
    return {
        fault: record.fault,
        trial: record.trial,
        faultAtMs: record.faultAtMs,
        ruling: breaches.length > 0 ? 'broken' : isVoid ? 'void' : 'kept',
        reasons: [...breaches, ...voidReasons],
        isVoid,
        ...(record.brokenBecause === undefined ? {} : { brokenBecause: record.brokenBecause }),
        rto,
        rpo,
        once,
        writers,
        level: measureServiceLevel(record),
        lag,
    };
}
/** Why a trial breaks the promised RTO; empty when it does not. */
export function rtoBreaches(promise, rto) {
    const promised = `promised ${duration(promise.rtoMs)}`;
    if (!rto.recovered)
        return [`not recovered: ${rto.notRecoveredBecause ?? 'no reason recorded'}`];
    const breaches = [];
    const rtoMs = rto.rtoMs ?? 0;
    if (rtoMs > promise.rtoMs)
        breaches.push(`restored after ${duration(rtoMs)}, ${promised}`);
    for (const outage of rto.again)
        if (outage.lengthMs > promise.rtoMs)
            breaches.push(`failed again ${duration(outage.startMs - outage.faultAtMs)} after the fault, for ${outage.firstSuccessMs === undefined ? 'at least ' : ''}${duration(outage.lengthMs)}, ${promised}`);
    // Whoever waits is not served, though all that failed was restored in time, or nothing failed.
    if (breaches.length === 0 && rto.stallMs > promise.rtoMs)
        breaches.push(rto.failing.length === 0
            ? `nothing failed, but for ${duration(rto.stallMs)} nothing was acknowledged either, ${promised}`
            : `for ${duration(rto.stallMs)} nothing was acknowledged, ${promised}`);
    return breaches;
}
/** Why a trial breaks the promised RPO, or can't tell; empty when it does neither. */
export function rpoBreaches(promise, { faultAtMs }, rpo, rto) {
    const breaches = [];
    const lost = counted(rpo.lost.length, 'acknowledged write');
    if (rpo.window) {
        const spanMs = rpo.window.lastMs - rpo.window.firstMs;
        // Restored from the last step of the fault: until then it may still lose what it may lose.
        const restoredMs = rto.outages.find(({ firstSuccessMs = Infinity }) => firstSuccessMs >= faultAtMs)?.firstSuccessMs;
        const later = rpo.lost.filter((op) => restoredMs !== undefined && op.dueMs >= restoredMs);
        if (promise.rpoMs === 0)
            breaches.push(`${lost} lost, none may be`);
        else if (rpo.rpoMs > promise.rpoMs)
            breaches.push(`${lost} lost, the oldest ${duration(rpo.rpoMs)} before the fault, promised ${duration(promise.rpoMs)}`);
        // What an RPO forgives is a stretch up to the fault; a longer one after it is not forgiven.
        else if (spanMs > promise.rpoMs)
            breaches.push(`${lost} lost over ${duration(spanMs)}, more than the promised ${duration(promise.rpoMs)}`);
        else if (later.length > 0)
            breaches.push(`${counted(later.length, 'write')} acknowledged after service was restored, and lost`);
    }
    if (!rpo.conclusive)
        breaches.push(`${count(rpo.unreadable.length)} of ${counted(rpo.acknowledged, 'acknowledged write')} could not be read back, so the check can't conclude`);
    return breaches;
}
export function splitBrainSentence(finding) {
    switch (finding.kind) {
        case 'second writer':
            return `split brain: ${finding.member} accepted writes (asked ${finding.times} ${finding.times === 1 ? 'time' : 'times'}, ${duration(finding.firstAskedMs - finding.grantedAtMs)} to ${duration(finding.lastAskedMs - finding.grantedAtMs)} later) after term ${finding.term} was granted to ${finding.holder}`;
        case 'term not higher':
            return `split brain: term ${finding.term} was granted to ${finding.member} after term ${finding.earlier.term} to ${finding.earlier.member}`;
        case 'two writers without a term':
            return `split brain: ${finding.members.join(' and ')} accepted writes of ${finding.store}, and no term was ever granted`;
        default:
            return finding;
    }
}
//# sourceMappingURL=judge-trial.js.map