import { mistake } from './mistake.ts';
import type { Mistake } from './mistake.ts';
import { nearestName } from './nearest-name.ts';

/** What the commands of an attached fault may name, and what stands for it when it is injected. */
export interface PlaceholderValues {
  /** The member's name. */
  readonly member: string;
  /** The host in the member's address. */
  readonly host: string;
  /** The hosts of the other members of its kind, with commas between. */
  readonly others: string;
}

const names: readonly (keyof PlaceholderValues)[] = ['member', 'host', 'others'];
const pattern = /\{\{([^{}]*)\}\}/g;

/** What is wrong with the placeholders of one argument, each with its place in it. */
export function placeholderMistakes(argument: string): Mistake[] {
  const found: Mistake[] = [];
  for (const match of argument.matchAll(pattern)) {
    const [whole, name = ''] = match;
    if (names.some((known) => known === name)) continue;
    const near = nearestName(name.trim(), names);
    found.push(
      mistake(
        `${whole} is not known in a command`,
        names.map((known) => `{{${known}}}`).join(' or '),
        near === undefined ? undefined : `{{${near}}}`,
        { offset: match.index, length: whole.length },
      ),
    );
  }
  return found;
}

/** The command for one member. Each argument stays one argument, whatever is filled in. */
export function fillPlaceholders(run: readonly string[], values: PlaceholderValues): string[] {
  return run.map((argument) =>
    argument.replaceAll(pattern, (whole, name: string) => {
      const known = names.find((one) => one === name);
      return known === undefined ? whole : values[known];
    }),
  );
}

/** An argument array as one line that a POSIX shell reads as those arguments, for people to copy. */
export function commandLine(run: readonly string[]): string {
  return run
    .map((word) => (/^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
