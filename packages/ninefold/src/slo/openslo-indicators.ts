import { decimalText } from '../contract/decimal.ts';
import { at } from '../contract/located-mistake.ts';
import type { PathStep } from '../contract/plain-data.ts';
import { formatRatio, parseRatio } from '../contract/ratio.ts';
import { contractIndicator } from './openslo-contract.ts';
import { exportedMeasure } from './openslo-exported.ts';
import { foreignMeasure, sliceMistakes } from './openslo-measure.ts';
import { tell } from './openslo-part.ts';
import type { OpenSloPart, OpenSloReferences, PlacedSli } from './openslo-part.ts';
import type { OpenSlo, OpenSloObjective } from './openslo-schema.ts';

/** An indicator as a contract writes it. */
export interface ImportedIndicator {
  readonly name: string;
  readonly written: object;
}

/** The annotation in which the name is, as the contract has it. */
export const NAME = 'ninefold/indicator';
const AGREEMENT = 'ninefold/agreement';

/**
 * An indicator for each objective of an SLO; several are told apart by their numbers. What Ninefold
 * exported becomes what it was: its name, and the measure that its annotation holds, so long as the
 * queries still are that measure's. Mistakes go to the parts they stand in.
 */
export function indicatorsOf(
  slo: OpenSlo,
  part: OpenSloPart,
  references: OpenSloReferences,
  notes: string[],
): readonly ImportedIndicator[] {
  const { objectives, description } = slo.spec;
  const placed = sliOf(slo, part, references);
  if (placed === undefined) return [];
  const countMistakes = (): number => part.mistakes.length + placed.part.mistakes.length;
  return objectives.map((objective, index) => {
    const path = ['spec', 'objectives', index];
    const name = objectives.length === 1 ? nameOf(slo) : `${nameOf(slo)}-${index + 1}`;
    const before = countMistakes();
    part.mistakes.push(...sliceMistakes(slo, objective, path));
    const agreement = slo.metadata.annotations?.[AGREEMENT];
    const written = {
      objective: targetOf(objective, path, part),
      ...(agreement === undefined ? {} : { agreement: agreementOf(agreement, part) }),
      ...(description === undefined ? {} : { description }),
      ...(exportedMeasure(slo, objective, placed, part, notes) ??
        foreignMeasure(slo, objective, path, placed, part, references, notes)),
    };
    if (countMistakes() === before) {
      // Whatever else a contract does not take.
      for (const { path: steps, mistake } of contractIndicator(name, written).mistakes) {
        const place = placeOf(steps, slo, path);
        part.mistakes.push(at(place, mistake.message, mistake.expected));
      }
    }
    return { name, written };
  });
}

/** As the contract had it, or a name that a contract takes, from the SLO's. */
function nameOf({ metadata, spec }: OpenSlo): string {
  const own = metadata.annotations?.[NAME];
  if (own !== undefined) return own;
  const plain = metadata.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return /^(?:availability|latency)(?:-|$)|^[^a-z]/.test(plain)
    ? `${spec.service}-${plain}`
    : plain;
}

function sliOf(
  { spec }: OpenSlo,
  part: OpenSloPart,
  { slis }: OpenSloReferences,
): PlacedSli | undefined {
  const { indicator, indicatorRef } = spec;
  if (indicator !== undefined) {
    return { sli: indicator.spec, part, path: ['spec', 'indicator', 'spec'] };
  }
  const found = indicatorRef === undefined ? undefined : slis.get(indicatorRef);
  if (found !== undefined) return { ...found, path: ['spec'] };
  part.mistakes.push(
    indicatorRef === undefined
      ? at(['spec'], 'nothing says what is measured', 'indicator or indicatorRef')
      : at(
          ['spec', 'indicatorRef'],
          `there is no SLI "${indicatorRef}" in this file`,
          'one of its own',
        ),
  );
  return undefined;
}

function targetOf(
  { target, targetPercent }: OpenSloObjective,
  path: readonly PathStep[],
  part: OpenSloPart,
): string {
  if ((target === undefined) === (targetPercent === undefined)) {
    part.mistakes.push(at(path, 'an objective has one target', 'either target or targetPercent'));
  }
  return targetPercent === undefined ? formatRatio(target ?? 0) : `${decimalText(targetPercent)}%`;
}

function agreementOf(agreement: string, part: OpenSloPart): string {
  const read = parseRatio(agreement);
  if (read.ok) return formatRatio(read.value);
  tell(part, ['metadata', 'annotations', AGREEMENT], read);
  return '';
}

/** Where in an SLO that stands which a contract would refuse. */
function placeOf(
  [, key]: readonly PathStep[],
  { metadata, spec }: OpenSlo,
  objective: readonly PathStep[],
): readonly PathStep[] {
  const annotations = ['metadata', 'annotations'];
  switch (key) {
    case undefined:
      return metadata.annotations?.[NAME] === undefined
        ? ['metadata', 'name']
        : [...annotations, NAME];
    case 'objective':
      return objective;
    case 'agreement':
      return [...annotations, AGREEMENT];
    case 'description':
      return ['spec', 'description'];
    default:
      return spec.indicator === undefined ? ['spec', 'indicatorRef'] : ['spec', 'indicator'];
  }
}
