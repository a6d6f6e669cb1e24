import type { Contract } from '../contract/contract.ts';
import { formatDuration } from '../contract/duration.ts';
import { formatRatio } from '../contract/ratio.ts';
import type { IndicatorSpec } from '../contract/slo-section.ts';
import { indicatorOf } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { promisedIndicator, watchedStore } from './promised-indicator.ts';
import type { SloWindow } from './window.ts';

/** One objective, with all that rules, dashboards and the budget need of it. */
export interface Slo {
  readonly service: string;
  /** `availability`, `latency`, `availability-eu`, or the contract's own: unique in its service. */
  readonly name: string;
  /** The region it is measured in; absent: all of them together, as clients see the service. */
  readonly region?: string;
  /** The share of events that are to be good (0 to 1, below 1). */
  readonly objective: number;
  /** The SLA (0 to 1), looser than the objective; absent when none was agreed apart from it. */
  readonly agreement?: number;
  readonly window: SloWindow;
  readonly indicator: Indicator;
  /** Failed events that an alert needs in its long window; 0 when the events are slices of time. */
  readonly floor: number;
  /** A sentence for people, without a period at its end. */
  readonly description: string;
}

/**
 * The objectives of a contract: its promise's (availability, then latency), then its own in the
 * order of the file. With regions, availability of each region follows, without an agreement; but a
 * primary is in one of them, so that a store alone has none for each.
 */
export function slosOf(contract: Contract): readonly Slo[] {
  const { service, slo, app } = contract;
  const { availability, latency } = contract.promise;
  const window = windowOf(contract);
  const common = { service, window };
  const promised = { ...common, floor: slo.floor };
  const regions = contract.topology === 'multi-region' && app !== undefined ? contract.regions : [];
  const found: Slo[] = [];
  const { objective, agreement } = availability;
  const available = promisedIndicator(contract, 'availability');
  const floor = available.kind === 'slices' ? 0 : slo.floor;
  found.push({
    ...common,
    floor,
    name: 'availability',
    objective,
    ...(agreement < objective ? { agreement } : {}),
    indicator: available,
    description:
      app === undefined
        ? `${formatRatio(objective)} of the time, ${watchedStore(contract)} has a primary`
        : `${formatRatio(objective)} of requests are answered without an error`,
  });
  for (const region of regions) {
    found.push({
      ...common,
      floor,
      name: `availability-${region}`,
      region,
      objective,
      indicator: promisedIndicator(contract, 'availability', region),
      description: `${formatRatio(objective)} of requests in ${region} are answered without an error`,
    });
  }
  if (latency !== undefined && app !== undefined) {
    found.push({
      ...promised,
      name: 'latency',
      objective: latency.objective,
      indicator: promisedIndicator(contract, 'latency'),
      description: `${formatRatio(latency.objective)} of requests are answered within ${formatDuration(latency.belowMs)}`,
    });
  }
  return [...found, ...slo.indicators.map((one) => ownSlo(one, contract, window))];
}

/** `checkout-availability`: a name for groups, files and links. */
export function sloId({ service, name }: Slo): string {
  return `${service}-${name}`;
}

function windowOf({ slo, promise }: Contract): SloWindow {
  return slo.calendar === undefined
    ? { kind: 'rolling', lengthMs: promise.availability.windowMs }
    : { kind: 'calendar', period: slo.calendar };
}

function ownSlo(spec: IndicatorSpec, { service, slo }: Contract, window: SloWindow): Slo {
  const indicator = indicatorOf(spec.measure);
  const { name, objective, agreement, description } = spec;
  return {
    service,
    name,
    objective,
    ...(agreement === undefined || agreement >= objective ? {} : { agreement }),
    window,
    indicator,
    floor: indicator.kind === 'slices' ? 0 : slo.floor,
    description: description ?? `${formatRatio(objective)} of ${goodWords(spec)}`,
  };
}

function goodWords({ name, measure }: IndicatorSpec): string {
  switch (measure.kind) {
    case 'ratio':
      return `the events of ${name} are good`;
    case 'freshness':
      return `the time, ${name} is at most ${formatDuration(measure.belowMs)} old`;
    case 'probe':
      return `the probes of ${name} succeed`;
    case 'latency':
      return `the events of ${name} take at most ${formatDuration(measure.belowMs)}`;
  }
}
