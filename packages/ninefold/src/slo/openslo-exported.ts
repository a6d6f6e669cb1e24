import { at } from '../contract/located-mistake.ts';
import { isMapping } from '../contract/schema-walk.ts';
import { measureKeys } from '../contract/slo-section.ts';
import { indicatorOf } from './indicator.ts';
import { contractIndicator } from './openslo-contract.ts';
import type { OpenSloPart, PlacedSli } from './openslo-part.ts';
import type { OpenSli, OpenSlo, OpenSloObjective } from './openslo-schema.ts';
import { openSloIndicator } from './openslo-sli.ts';

const MEASURE = 'ninefold/measure';

/** What {@link MEASURE} holds; undefined without it, or when the queries are no longer its own. */
export function exportedMeasure(
  slo: OpenSlo,
  objective: OpenSloObjective,
  { sli }: PlacedSli,
  part: OpenSloPart,
  notes: string[],
): object | undefined {
  const text = slo.metadata.annotations?.[MEASURE];
  if (text === undefined) return undefined;
  const written = jsonOf(text);
  const isMeasure =
    isMapping(written) &&
    Object.keys(written).every((key) => measureKeys.some((one) => one === key));
  const { spec } = isMeasure
    ? contractIndicator('measure', { objective: '99%', ...written })
    : { spec: undefined };
  if (spec === undefined || !isMapping(written)) {
    const message = 'this is no measure of a contract';
    const expected = 'the annotation as it was exported, or none';
    part.mistakes.push(at(['metadata', 'annotations', MEASURE], message, expected));
    return undefined;
  }
  const { measure } = spec;
  const { sli: own, budgetingMethod, threshold } = openSloIndicator(indicatorOf(measure), measure);
  const is = measured(sli, slo.spec.budgetingMethod, objective);
  if (is === measured(own, budgetingMethod, threshold)) return written;
  notes.push(
    `${slo.metadata.name} measures other than its annotation ${MEASURE} says: its queries are taken`,
  );
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return data;
  } catch {
    return undefined;
  }
}

/** What is measured, as one text. */
function measured(
  { ratioMetric, thresholdMetric }: OpenSli,
  budgetingMethod: string,
  { op, value }: OpenSloObjective,
): string {
  const sources = [ratioMetric?.good, ratioMetric?.bad, ratioMetric?.total, thresholdMetric];
  const told = sources.map((one) => {
    const { type, metricSourceRef, spec } = one?.metricSource ?? {};
    return [type, metricSourceRef, spec?.query];
  });
  return JSON.stringify([told, ratioMetric?.counter, budgetingMethod, op, value]);
}
