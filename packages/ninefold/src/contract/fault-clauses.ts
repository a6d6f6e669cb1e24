import { parseDuration } from './duration.ts';
import { spanOf } from './fault-words.ts';
import type { Word } from './fault-words.ts';
import { mistake } from './mistake.ts';
import type { Mistake, Parsed, Span } from './mistake.ts';
import { parseRatio } from './ratio.ts';
import { parseBandwidth } from './size.ts';

/** What each verb says beside its target. `for` is always optional, the others never are. */
export const clausesOf: Readonly<Record<string, readonly Clause[]>> = {
  kill: [],
  stop: [],
  freeze: ['for'],
  partition: ['for'],
  fill: ['for'],
  reset: ['for'],
  delay: ['by', 'for'],
  drop: ['at', 'for'],
  throttle: ['to', 'for'],
};

export type Clause = 'for' | 'by' | 'at' | 'to';

const clauseExamples: Readonly<Record<Clause, string>> = {
  for: 'for 2s',
  by: 'by 500ms',
  at: 'at 10%',
  to: 'to 64KB/s',
};

/** The numbers said: ms, bytes per second, or a ratio. */
export type ClauseValues = Partial<Record<Clause, number>>;

/** Reads `by 500ms for 2s`, in any order. */
export function readClauses(
  verb: Word,
  words: readonly Word[],
  allowed: readonly Clause[],
): { readonly values: ClauseValues } | { readonly mistake: Mistake } {
  const values: ClauseValues = {};
  for (let at = 0; at < words.length; at += 2) {
    const [preposition, quantity] = [words[at], words[at + 1]];
    if (preposition === undefined) break;
    const clause = allowed.find((known) => known === preposition.text);
    if (clause === undefined || values[clause] !== undefined) {
      const problem = clause === undefined ? 'is not expected here' : 'is said twice';
      return {
        mistake: unexpected(`"${preposition.text}" ${problem}`, verb, allowed, preposition),
      };
    }
    if (quantity === undefined) {
      return { mistake: unexpected(`nothing follows "${clause}"`, verb, allowed, preposition) };
    }
    const value = readQuantity(clause, quantity);
    if (typeof value !== 'number') return { mistake: value };
    values[clause] = value;
  }
  const missing = allowed.find((clause) => clause !== 'for' && values[clause] === undefined);
  if (missing === undefined) return { values };
  const message = `"${verb.text}" does not say "${missing}" what`;
  return { mistake: unexpected(message, verb, allowed, verb) };
}

function unexpected(message: string, verb: Word, allowed: readonly Clause[], span: Span): Mistake {
  const clauses = allowed.map((clause) =>
    clause === 'for' ? `[${clauseExamples[clause]}]` : clauseExamples[clause],
  );
  const expected =
    allowed.length === 0
      ? `the end, or ", then " and a next step, after the target of "${verb.text}"`
      : `${verb.text} TARGET ${clauses.join(' ')}`;
  return mistake(message, expected, undefined, span);
}

/** The quantity after a preposition, above 0; a duration unless it is `at` or `to`. */
export function readQuantity(clause: Clause, word: Word): number | Mistake {
  if (clause === 'at') {
    return positive(parseRatio(word.text), word, 'a share above 0%, such as 10%');
  }
  if (clause === 'to') return positive(parseBandwidth(word.text), word, 'a bandwidth above 0');
  return positive(parseDuration(word.text), word, 'a duration above 0, such as 2s');
}

function positive(parsed: Parsed<number>, word: Word, expected: string): number | Mistake {
  const span = spanOf([word]);
  if (parsed.ok) {
    return parsed.value > 0
      ? parsed.value
      : mistake(`"${word.text}" has no effect`, expected, undefined, span);
  }
  const [first] = parsed.mistakes;
  return { ...(first ?? mistake(`"${word.text}" is wrong`, expected)), span };
}
