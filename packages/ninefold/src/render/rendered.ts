import type { Contract } from '../contract/contract.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';

/** One file for a real engine. Never holds a secret: it names the file or variable that does. */
export interface RenderedFile {
  /** Relative to the folder of the target, with `/`; never absolute, never with `..`. */
  readonly path: string;
  readonly text: string;
  /** Permission bits. Default 0o644. */
  readonly mode?: number;
}

/** The files of a target, or what in the contract forbids to render them: at least one mistake. */
export type Rendered =
  | {
      readonly ok: true;
      /** In the order of their paths. */
      readonly files: readonly RenderedFile[];
      /** What to know before they are used, a sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly mistakes: readonly LocatedMistake[] };

/** Contract to files: deterministic, and without I/O. */
export type Target = (contract: Contract) => Rendered;
