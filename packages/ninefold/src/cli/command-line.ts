import { type ParseArgsConfig, parseArgs } from 'node:util';

import { nearestName } from '../contract/nearest-name.ts';
import { BadInputError, codeOf, messageOf } from '../ports/errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads a command's arguments.
 *
 * @throws BadInputError that names the mistake and the nearest option
 */
export function readArguments<T extends Options>(
  command: string,
  args: readonly string[],
  options: T,
  maxPositionals: number,
): {
  readonly values: ReturnType<typeof parseArgs<{ options: T }>>['values'];
  readonly positionals: readonly string[];
} {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const extra = parsed.positionals[maxPositionals];
    if (extra !== undefined) {
      throw new BadInputError(`ninefold ${command} takes no "${extra}"; see ninefold --help`);
    }
    return parsed as { values: typeof parsed.values; positionals: string[] };
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    if (codeOf(error) !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      throw new BadInputError(`ninefold ${command}: ${messageOf(error)}`, { cause: error });
    }
    const known = Object.keys(options);
    const given = /'--?([^']*)'/.exec(messageOf(error))?.[1] ?? '';
    const nearest = nearestName(given, known);
    const hint = nearest
      ? `did you mean --${nearest}?`
      : `it knows ${known.map((name) => `--${name}`).join(', ')}`;
    throw new BadInputError(`ninefold ${command} has no option "--${given}"; ${hint}`, {
      cause: error,
    });
  }
}

/** @throws BadInputError unless the text is a whole number in the range */
export function readWholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new BadInputError(
      `--${name} takes a whole number from ${least} to ${most}, not "${text}"`,
    );
  }
  return number;
}
