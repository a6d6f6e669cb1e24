import { z } from 'zod';
import { parseFaultSentence } from '../contract/fault-sentence.js';
/**
 * What the `incidents.json` of `ninefold postmortem` says of the service as a whole. Which tier failed
 * is not in it, so no recovery time of a tier is read.
 *
 * @param incidents as JSON.parse gives it
 * @returns undefined when it is none
 */
export function observedFrom(incidents) {
    const parsed = incidentsSchema.safeParse(incidents);
    if (!parsed.success)
        return undefined;
    const { service, statistics } = parsed.data;
    const { count, mtbfMs, mttrMs } = statistics;
    return {
        service,
        observed: {
            incidents: count,
            ...(mtbfMs === undefined ? {} : { mtbfMs }),
            ...(mttrMs === undefined ? {} : { mttrMs }),
        },
    };
}
const incidentsSchema = z.object({
    kind: z.literal('ninefold incidents'),
    schemaVersion: z.literal(1),
    service: z.string(),
    statistics: z.object({
        count: z.number().min(0),
        mtbfMs: z.number().min(0).optional(),
        mttrMs: z.number().min(0).optional(),
    }),
});
/**
 * The recovery times in a `report.json` of `ninefold prove`. Of the unplanned faults of one member
 * of a tier, the one with the slowest median stands for all; a partition heals by itself, and a
 * fault under delay is no common one, so kill and freeze alone are read.
 *
 * @param report as JSON.parse gives it
 * @param firstStore the store that a fault means when it names none
 * @returns undefined when it is no report
 */
export function measuredFrom(report, firstStore) {
    const parsed = reportSchema.safeParse(report);
    if (!parsed.success)
        return undefined;
    const byTier = new Map();
    for (const { fault, rto } of parsed.data.verdict.faults) {
        const tier = tierHitBy(fault, firstStore);
        if (tier === undefined || rto === undefined)
            continue;
        const known = byTier.get(tier);
        const slowest = known === undefined || known.typicalMs < rto.medianMs;
        byTier.set(tier, {
            tier,
            ...(slowest ? { fault, typicalMs: rto.medianMs, trials: rto.trials } : known),
            worstMs: Math.max(known?.worstMs ?? 0, rto.worstMs),
        });
    }
    return { recoveries: [...byTier.values()] };
}
const reportSchema = z.object({
    verdict: z.object({
        faults: z.array(z.object({
            fault: z.string(),
            rto: z
                .object({
                medianMs: z.number().min(0),
                worstMs: z.number().min(0),
                trials: z.number().min(1),
            })
                .optional(),
        })),
    }),
});
function tierHitBy(sentence, firstStore) {
    const parsed = parseFaultSentence(sentence);
    if (!parsed.ok)
        return undefined;
    const [step, ...others] = parsed.value.steps;
    if (step === undefined || others.length > 0)
        return undefined;
    if (step.verb !== 'kill' && step.verb !== 'freeze')
        return undefined;
    const { target } = step;
    if (target.kind === 'app' || target.kind === 'balancer')
        return target.kind;
    const store = target.kind === 'store' ? (target.store ?? firstStore) : undefined;
    return target.kind === 'store' && target.role === 'primary' && store !== undefined
        ? `stores.${store}`
        : undefined;
}
//# sourceMappingURL=measured.js.map