import type { Clock } from '../clock/clock.ts';
import type { Contract } from '../contract/contract.ts';
import type { EventCounts, SliCounts } from '../engines/balancer/message.ts';
import { metricsPage } from '../slo/balancer-metrics.ts';
import type { CountedRegion } from '../slo/balancer-metrics.ts';
import { createEventRecord } from '../slo/event-record.ts';
import type { EventRecord } from '../slo/event-record.ts';
import { slosOf } from '../slo/slo.ts';
import { statusOf } from '../slo/status.ts';
import type { ObjectiveStatus } from '../slo/status.ts';

/** A balancer that counts. */
export interface CountingBalancer {
  readonly name: string;
  /** Absent where the topology has no regions. */
  readonly region?: string;
}

/** What a topology saw of its promise since it was booted: Ninefold's own small Prometheus. */
export interface Recorder {
  /** What a balancer has counted since it started; it is told again and again. */
  count(balancer: CountingBalancer, atMs: number, counts: EventCounts): void;
  /** The balancer ended: it will count from 0. */
  forget(balancer: string): void;
  /** Of a topology without an app: whether its store had a primary in a second. */
  sample(atMs: number, hasPrimary: boolean): void;
  /** The budget of each objective, in the order of the contract. */
  status(): readonly ObjectiveStatus[];
  /** All that was counted, for a scrape. */
  page(): string;
}

/** Counts from now on. */
export function createRecorder(contract: Contract, clock: Clock): Recorder {
  const slos = slosOf(contract);
  const beganMs = clock.monotonicMs();
  const records = new Map<string, EventRecord>();
  for (const slo of slos) {
    if (slo.indicator.kind === 'slices' ? contract.app === undefined : isPromised(slo.name)) {
      records.set(slo.name, createEventRecord(slo, beganMs));
    }
  }
  const totals = new Map<string, { -readonly [K in keyof CountedRegion]: CountedRegion[K] }>();
  const regions = contract.topology === 'multi-region' ? contract.regions : [undefined];
  for (const region of contract.app === undefined ? [] : regions) {
    for (const sli of contract.promise.latency ? SLIS : SLIS.slice(0, 1)) {
      totals.set(`${sli} ${region ?? ''}`, {
        ...(region === undefined ? {} : { region }),
        sli,
        good: 0,
        bad: 0,
      });
    }
  }
  const last = new Map<string, EventCounts>();
  return {
    count({ name, region }, atMs, counts) {
      for (const sli of SLIS) {
        const now = counts[sli];
        if (now === undefined) continue;
        const { good, bad } = since(last.get(name)?.[sli], now);
        const total = totals.get(`${sli} ${region ?? ''}`);
        if (total) {
          total.good += good;
          total.bad += bad;
        }
        records.get(sli)?.add(atMs, bad, good + bad);
        if (region !== undefined) records.get(`${sli}-${region}`)?.add(atMs, bad, good + bad);
      }
      last.set(name, counts);
    },
    forget(balancer) {
      last.delete(balancer);
    },
    sample(atMs, hasPrimary) {
      records.get('availability')?.add(atMs, hasPrimary ? 0 : 1, 1);
    },
    status() {
      const [nowMs, wallMs] = [clock.monotonicMs(), clock.wallMs()];
      return slos.map((slo) => {
        const readings = records.get(slo.name)?.readings(nowMs, wallMs);
        if (readings) return statusOf(slo, readings, wallMs);
        const none = { window: {}, burn: [], points: [], stepMs: 0 };
        const reasons = ['only Prometheus knows it: its indicator is a query'];
        return { ...statusOf(slo, none, wallMs), reasons };
      });
    },
    page: () => metricsPage(contract.service, [...totals.values()]),
  };
}

const SLIS = ['availability', 'latency'] as const;

/** Names of the promise's own objectives, which no other indicator may have. */
function isPromised(name: string): boolean {
  return SLIS.some((sli) => name === sli || name.startsWith(`${sli}-`));
}

/** Counters that went back have begun anew. */
function since(before: SliCounts | undefined, now: SliCounts): SliCounts {
  if (before === undefined || now.good < before.good || now.bad < before.bad) return now;
  return { good: now.good - before.good, bad: now.bad - before.bad };
}
