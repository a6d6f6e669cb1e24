import type { ChecklistItem } from './checklist.ts';
import type { FactName, Facts } from './facts.ts';
import type { Edit, Part, PartKind, Place, Step } from './part.ts';
import type { World } from './world.ts';

/** `critical`: an outage or a loss is certain once something usual happens; `low`: it costs a little. */
export type Severity = 'critical' | 'high' | 'medium' | 'low';

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** One thing that costs availability, and how it is seen in files. */
export interface Rule {
  /** Such as `K02`; stable, as ignores and baselines name it. */
  readonly id: string;
  /** What is wrong, a few words. */
  readonly title: string;
  readonly severity: Severity;
  /** The checklist item that it is about; absent: none by itself. */
  readonly item?: ChecklistItem;
  /** What it looks at. */
  readonly reads: string;
  /** Where the claim is from: a manual, a specification or a formula. */
  readonly source: string;
  /** Pure; yields what it finds in the order of the files. */
  check(world: World, facts: Facts): Iterable<Sighting>;
}

/** What a rule sees at one place. */
export interface Sighting {
  readonly part: Part;
  readonly path: readonly Step[];
  /** One line, with the numbers. */
  readonly message: string;
  /** The arithmetic, or what happens next. */
  readonly why: string;
  /** What to do, as text. */
  readonly fix: string;
  /** Default: the rule's. */
  readonly severity?: Severity;
  /** Undecided for want of these facts; the finding then says what would be needed. */
  readonly missing?: readonly FactName[];
  /** Values to set that can do no harm: `--fix` applies them. */
  readonly set?: readonly (readonly [path: readonly Step[], value: string])[];
}

/** A sighting with its place. */
export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly item?: ChecklistItem;
  readonly place: Place;
  readonly kind: PartKind;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
  /** Facts that would decide it; empty when it is decided. */
  readonly missing: readonly FactName[];
  /** Kinds that could not be read and that might contradict it; it is undecided then. */
  readonly unseen?: readonly string[];
  readonly edits: readonly Edit[];
  /** The same as long as the defect is: for baselines. It does not depend on the line. */
  readonly fingerprint: string;
}
