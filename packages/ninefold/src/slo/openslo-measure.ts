import { at } from '../contract/located-mistake.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { Parsed } from '../contract/mistake.ts';
import type { PathStep } from '../contract/plain-data.ts';
import { tell } from './openslo-part.ts';
import type { OpenSloPart, OpenSloReferences, PlacedSli } from './openslo-part.ts';
import { rateQuery, valueQuery } from './openslo-query.ts';
import type { OpenSlo, OpenSloObjective, OpenSloSource } from './openslo-schema.ts';

/** A ratio of two queries, made from whatever is measured. */
export function foreignMeasure(
  { metadata, spec }: OpenSlo,
  objective: OpenSloObjective,
  path: readonly PathStep[],
  placed: PlacedSli,
  part: OpenSloPart,
  references: OpenSloReferences,
  notes: string[],
): object {
  const { ratioMetric, thresholdMetric } = placed.sli;
  if ((ratioMetric === undefined) === (thresholdMetric === undefined)) {
    const message =
      ratioMetric === undefined
        ? 'nothing that is known here is measured'
        : 'a ratio and a threshold are measured, both';
    placed.part.mistakes.push(at(placed.path, message, 'ratioMetric or thresholdMetric'));
    return {};
  }
  const query = (
    source: OpenSloSource | undefined,
    place: readonly PathStep[],
    read: (text: string) => Parsed<string>,
  ): string => {
    if (source === undefined) return '';
    const here = [...placed.path, ...place, 'metricSource'];
    placed.part.mistakes.push(...sourceMistakes(source, here, references));
    const result = read(source.metricSource.spec.query);
    if (!result.ok) tell(placed.part, [...here, 'spec', 'query'], result);
    return result.ok ? result.value : '';
  };
  const { op, value } = objective;
  if (thresholdMetric !== undefined) {
    if (op === undefined || value === undefined) {
      part.mistakes.push(at(path, 'a threshold has an operator and a value', 'op and value'));
    }
    const text = query(thresholdMetric, ['thresholdMetric'], valueQuery);
    const missed = { lt: '>=', lte: '>', gt: '<=', gte: '<' }[op ?? 'lt'];
    const slices = (expr: string): string => `sum(avg_over_time((${expr})[{{window}}:1m]))`;
    return {
      ratio: {
        bad: slices(`(${text}) ${missed} bool ${value ?? 0}`),
        total: slices(`0 * (${text}) + 1`),
      },
    };
  }
  if (spec.budgetingMethod !== 'Occurrences') {
    const message = `a ratio is counted by its events here, not by ${spec.budgetingMethod}`;
    part.mistakes.push(at(['spec', 'budgetingMethod'], message, 'Occurrences'));
  }
  if (op !== undefined || value !== undefined) {
    notes.push(`op and value of ${metadata.name} are passed over: a ratio has no threshold`);
  }
  const { good, bad, total, counter } = ratioMetric ?? {};
  if ((good === undefined) === (bad === undefined)) {
    const place = [...placed.path, 'ratioMetric'];
    placed.part.mistakes.push(at(place, 'a ratio has good or bad events', 'either good or bad'));
  }
  const side = bad === undefined ? 'good' : 'bad';
  const rate = (text: string): Parsed<string> => rateQuery(text, counter);
  return {
    ratio: {
      [side]: query(bad ?? good, ['ratioMetric', side], rate),
      total: query(total, ['ratioMetric', 'total'], rate),
    },
  };
}

/** What says that a query is not Prometheus's. */
function sourceMistakes(
  { metricSource }: OpenSloSource,
  path: readonly PathStep[],
  { dataSources }: OpenSloReferences,
): LocatedMistake[] {
  const { type, metricSourceRef } = metricSource;
  const referred = metricSourceRef === undefined ? undefined : dataSources.get(metricSourceRef);
  if (type === undefined && metricSourceRef !== undefined && referred === undefined) {
    const message = `there is no DataSource "${metricSourceRef}" in this file, and no type`;
    return [at([...path, 'metricSourceRef'], message, 'type: Prometheus')];
  }
  const isForeign = (one: string | undefined): boolean =>
    one !== undefined && one.toLowerCase() !== 'prometheus';
  const found: LocatedMistake[] = [];
  if (isForeign(type)) {
    found.push(at([...path, 'type'], `${type} is not Prometheus`, 'Prometheus'));
  }
  if (isForeign(referred?.spec.type)) {
    const message = `${metricSourceRef} is ${referred?.spec.type}, not Prometheus`;
    found.push(at([...path, 'metricSourceRef'], message, 'a DataSource of Prometheus'));
  }
  return found;
}

/** A slice of time is a minute here, good or bad as a whole. */
export function sliceMistakes(
  { spec }: OpenSlo,
  { timeSliceTarget, timeSliceWindow }: OpenSloObjective,
  path: readonly PathStep[],
): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  const { budgetingMethod } = spec;
  const told = (key: string, is: boolean, expected: string): void => {
    const message =
      budgetingMethod === 'Timeslices'
        ? 'a slice of time is a minute here, good or bad as a whole'
        : `${key} is not of ${budgetingMethod}`;
    if (!is) found.push(at([...path, key], message, expected));
  };
  if (budgetingMethod === 'Timeslices') {
    told('timeSliceTarget', timeSliceTarget === 1, 'timeSliceTarget: 1');
    const isMinute = timeSliceWindow?.count === 1 && timeSliceWindow.unit === 'm';
    told('timeSliceWindow', isMinute, 'timeSliceWindow: 1m');
  } else {
    told('timeSliceTarget', timeSliceTarget === undefined, 'none, or Timeslices');
    // The mean of equal slices is that of the whole, however long they are.
    if (budgetingMethod === 'Occurrences') {
      told('timeSliceWindow', timeSliceWindow === undefined, 'none, or Timeslices');
    }
  }
  return found;
}
