import type { Design, Tier, Unit } from './design.ts';
import { nothingSolved, reachOf } from './reach.ts';
import type { Reach } from './reach.ts';

/** One thing that holds a design back. */
export interface HoldBack {
  /** Such as `hosts of stores.orders`, `failover of stores.orders`, `zones`, `deploy`. */
  readonly name: string;
  readonly kind: 'hosts' | 'failover' | 'place' | 'call' | 'cause';
  /** The tier it belongs to; absent for places, which all tiers share. */
  readonly tier?: string;
  /** Unavailability that would be gone if it never failed, or took no time. */
  readonly unavailability: number;
  /**
   * Birnbaum's importance of one of its units: A(unit up) - A(unit down), the chance that the system
   * stands or falls with it. Absent for failovers, which are no units.
   */
  readonly birnbaum?: number;
  /**
   * Criticality importance: Birnbaum's, times the unit's own unavailability over the system's; the
   * chance that the unit is the one to mend, given that the system is down.
   */
  readonly criticality?: number;
}

/**
 * What holds a design back, worst first. The order is by the unavailability that would be gone without
 * it; importances after Birnbaum (1969) and Rausand & Høyland (2004, section 5).
 */
export function holdBacks(design: Design, reach: Reach = reachOf(design)): HoldBack[] {
  const solved = nothingSolved();
  const gain = (better: Design): number =>
    Math.max(0, reach.unavailability - reachOf(better, solved).unavailability);
  const found = groupsOf(design).map((group): HoldBack => {
    const { name, kind, tier, units } = group;
    const [unit] = units;
    const base = { name, kind, ...(tier === undefined ? {} : { tier: tier.name }) };
    if (unit === undefined) {
      return { ...base, unavailability: gain(withoutFailoverTime(design, tier)) };
    }
    const up = reachOf(design, solved, { unit, up: true });
    const down = reachOf(design, solved, { unit, up: false });
    const birnbaum = down.unavailability - up.unavailability;
    const { mtbfMs, mttrMs } = unitOf(design, unit);
    return {
      ...base,
      unavailability: gain(withoutFailures(design, new Set(units))),
      birnbaum,
      criticality: (birnbaum * mttrMs) / (mtbfMs + mttrMs) / reach.unavailability,
    };
  });
  return found
    .filter(({ unavailability }) => unavailability > 0)
    .toSorted((a, b) => b.unavailability - a.unavailability);
}

interface Group {
  readonly name: string;
  readonly kind: HoldBack['kind'];
  readonly tier?: Tier;
  /** Empty for a failover. */
  readonly units: readonly number[];
}

function groupsOf(design: Design): Group[] {
  const groups: Group[] = [];
  for (const kind of ['zone', 'region'] as const) {
    const units = [...design.units.keys()].filter((index) => unitOf(design, index).kind === kind);
    if (units.length === 0) continue;
    groups.push({ name: units.length === 1 ? `the ${kind}` : `${kind}s`, kind: 'place', units });
  }
  for (const tier of design.tiers) {
    const units = tier.members.map(({ own }) => own);
    const isHosts = tier.kind !== 'call' && tier.kind !== 'cause';
    groups.push({
      name: isHosts ? `hosts of ${tier.name}` : tier.name,
      kind: isHosts ? 'hosts' : tier.kind,
      tier,
      units,
    });
    if (tier.failover !== undefined) {
      groups.push({ name: `failover of ${tier.name}`, kind: 'failover', tier, units: [] });
    }
  }
  return groups;
}

function withoutFailures(design: Design, units: ReadonlySet<number>): Design {
  return {
    ...design,
    units: design.units.map((unit, index) =>
      units.has(index) ? { ...unit, mtbfMs: Infinity } : unit,
    ),
  };
}

function withoutFailoverTime(design: Design, tier: Tier | undefined): Design {
  return {
    ...design,
    tiers: design.tiers.map((other) =>
      other === tier && other.failover !== undefined
        ? {
            ...other,
            failover: { ...other.failover, durationMs: 0, sharedDurationMs: 0, manualMs: 0 },
          }
        : other,
    ),
  };
}

function unitOf(design: Design, index: number): Unit {
  const unit = design.units[index];
  if (unit === undefined) throw new RangeError(`the design has no unit ${index}`);
  return unit;
}
