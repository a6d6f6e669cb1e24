import { z } from 'zod';

import { parseFaultSentence } from '../contract/fault-sentence.ts';

/** What past proofs and incidents measured, for {@link designOf}. Durations in ms. */
export interface Measured {
  readonly recoveries: readonly MeasuredRecovery[];
  /** How the whole service fared: shown beside what the design should reach, never mixed into it. */
  readonly observed?: ObservedService;
}

/** Means over the incidents of `ninefold postmortem`; see {@link IncidentStatistics}. */
export interface ObservedService {
  readonly incidents: number;
  readonly mtbfMs?: number;
  readonly mttrMs?: number;
}

export interface MeasuredRecovery {
  /** The tier, as a design names it: `balancer`, `app` or `stores.orders`. */
  readonly tier: string;
  /** The slowest fault by its median, as the contract words it. */
  readonly fault: string;
  /** Its median, and how many trials that is of. */
  readonly typicalMs: number;
  readonly trials: number;
  /** Over all faults of the tier. */
  readonly worstMs: number;
}

/**
 * What the `incidents.json` of `ninefold postmortem` says of the service as a whole. Which tier failed
 * is not in it, so no recovery time of a tier is read.
 *
 * @param incidents as JSON.parse gives it
 * @returns undefined when it is none
 */
export function observedFrom(
  incidents: unknown,
): { readonly service: string; readonly observed: ObservedService } | undefined {
  const parsed = incidentsSchema.safeParse(incidents);
  if (!parsed.success) return undefined;
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
export function measuredFrom(
  report: unknown,
  firstStore: string | undefined,
): Measured | undefined {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return undefined;
  const byTier = new Map<string, MeasuredRecovery>();
  for (const { fault, rto } of parsed.data.verdict.faults) {
    const tier = tierHitBy(fault, firstStore);
    if (tier === undefined || rto === undefined) continue;
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
    faults: z.array(
      z.object({
        fault: z.string(),
        rto: z
          .object({
            medianMs: z.number().min(0),
            worstMs: z.number().min(0),
            trials: z.number().min(1),
          })
          .optional(),
      }),
    ),
  }),
});

function tierHitBy(sentence: string, firstStore: string | undefined): string | undefined {
  const parsed = parseFaultSentence(sentence);
  if (!parsed.ok) return undefined;
  const [step, ...others] = parsed.value.steps;
  if (step === undefined || others.length > 0) return undefined;
  if (step.verb !== 'kill' && step.verb !== 'freeze') return undefined;
  const { target } = step;
  if (target.kind === 'app' || target.kind === 'balancer') return target.kind;
  const store = target.kind === 'store' ? (target.store ?? firstStore) : undefined;
  return target.kind === 'store' && target.role === 'primary' && store !== undefined
    ? `stores.${store}`
    : undefined;
}
