/** What is wrong with one value, in words for a newcomer; it has no position of its own yet. */
export interface Mistake {
  /** What is wrong, without a final period. */
  readonly message: string;
  /** What would be right. */
  readonly expected: string;
  /** The nearest thing that would be right. */
  readonly nearest?: string;
  /** The part of the text that is wrong, when the value is text; absent: all of it. */
  readonly span?: Span;
}

export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** What a parser of one value gives: never an exception. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: Mistake[] };

/** The value was right. */
export function right<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** The value was wrong, for one reason. */
export function wrong(
  message: string,
  expected: string,
  nearest?: string,
): { readonly ok: false; readonly mistakes: Mistake[] } {
  return { ok: false, mistakes: [mistake(message, expected, nearest)] };
}

/** A mistake whose optional parts may be unknown. */
export function mistake(message: string, expected: string, nearest?: string, span?: Span): Mistake {
  return {
    message,
    expected,
    ...(nearest === undefined ? {} : { nearest }),
    ...(span === undefined ? {} : { span: { offset: span.offset, length: span.length } }),
  };
}

/** A value as a message names it: short, and on one line. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return 'a mapping';
  const line = value.replaceAll(/\s+/g, ' ');
  return `"${line.length > maxShown ? `${line.slice(0, maxShown)}...` : line}"`;
}

const maxShown = 40;
