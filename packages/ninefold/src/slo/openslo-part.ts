import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { Parsed } from '../contract/mistake.ts';
import type { PathStep } from '../contract/plain-data.ts';
import type { OpenSli, OpenSloDataSource } from './openslo-schema.ts';

/** One document of a file, and what is wrong in it. */
export interface OpenSloPart {
  readonly text: string;
  /** How many lines of the file stand before it. */
  readonly linesBefore: number;
  /** It is no YAML, or has keys twice. */
  isUnreadable: boolean;
  readonly mistakes: LocatedMistake[];
}

/** What an SLO may refer to, by name. */
export interface OpenSloReferences {
  readonly slis: ReadonlyMap<string, { readonly sli: OpenSli; readonly part: OpenSloPart }>;
  readonly dataSources: ReadonlyMap<string, OpenSloDataSource>;
}

/** An SLI where it stands. */
export interface PlacedSli {
  readonly sli: OpenSli;
  readonly part: OpenSloPart;
  readonly path: readonly PathStep[];
}

/** Notes what a parser refused, at the value under a path. */
export function tell(part: OpenSloPart, path: readonly PathStep[], read: Parsed<unknown>): void {
  if (read.ok) return;
  part.mistakes.push(...read.mistakes.map((mistake) => ({ path, at: 'value' as const, mistake })));
}
