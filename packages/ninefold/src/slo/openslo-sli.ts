import { formatDuration } from '../contract/duration.ts';
import type { MeasureSpec } from '../contract/slo-section.ts';
import type { Indicator } from './indicator.ts';
import type { OpenSli, OpenSloObjective, OpenSloSource } from './openslo-schema.ts';

/** What an indicator is in OpenSLO. */
export interface OpenSloIndicator {
  readonly sli: OpenSli;
  readonly budgetingMethod: 'Occurrences' | 'Timeslices';
  /** What an objective says beside its target: `op`, `value`. */
  readonly threshold: Pick<OpenSloObjective, 'op' | 'value'>;
}

/**
 * Queries keep `{{window}}`, which OpenSLO leaves to the tool that reads it, and `{{seconds}}` where the
 * contract has it.
 *
 * @param measure what the contract says; absent: it is the promise's own
 */
export function openSloIndicator(indicator: Indicator, measure?: MeasureSpec): OpenSloIndicator {
  if (indicator.kind === 'slices') {
    return {
      sli: { thresholdMetric: source(indicator.bad) },
      budgetingMethod: 'Timeslices',
      threshold: { op: 'lt', value: 1 },
    };
  }
  // Samples a second become samples in the window: the ratio is the same.
  const counted = (query: string): OpenSloSource =>
    source(measure?.kind === 'probe' ? query.replaceAll(' / {{seconds}}', '') : query);
  return {
    sli: {
      ratioMetric: {
        counter: false,
        bad: counted(indicator.bad),
        total: counted(indicator.total),
      },
    },
    budgetingMethod: 'Occurrences',
    threshold: {},
  };
}

/** A measure as a contract writes it: one key, `ratio`, `freshness`, `probe` or `latency`. */
export function writtenMeasure(measure: MeasureSpec): Readonly<Record<string, unknown>> {
  switch (measure.kind) {
    case 'ratio':
      return { ratio: { [measure.counts]: measure.part, total: measure.total } };
    case 'freshness': {
      const { timestamp, belowMs } = measure;
      return { freshness: { timestamp, below: formatDuration(belowMs) } };
    }
    case 'probe':
      return { probe: measure.success };
    case 'latency': {
      const { histogram, belowMs, type } = measure;
      return { latency: { histogram, below: formatDuration(belowMs), type } };
    }
  }
}

function source(query: string): OpenSloSource {
  return { metricSource: { type: 'Prometheus', spec: { query } } };
}
