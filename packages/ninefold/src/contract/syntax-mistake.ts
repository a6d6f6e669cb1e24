import type { ErrorCode, YAMLError } from 'yaml';
import type { SourceMistake } from './plain-data.ts';

/** What the YAML parser found wrong: the first error of each line, as the others follow from it. */
export function syntaxMistakes(errors: readonly YAMLError[], text: string): SourceMistake[] {
  const byLine = new Map<number, SourceMistake>();
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    // What is missing at the end of the file is told where its text ends.
    const offset = Math.min(error.pos[0], text.trimEnd().length);
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    if (byLine.has(lineStart)) continue;
    const lineEnd = text.indexOf('\n', lineStart);
    const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
    byLine.set(lineStart, {
      span: { offset, length: Math.max(1, error.pos[1] - error.pos[0]) },
      path: [],
      message:
        error.code === 'MULTIPLE_DOCS'
          ? 'a second document begins here'
          : `this is not valid YAML: ${firstWordsOf(error.message)}`,
      expected: /\b(app|region)\[/.test(line)
        ? 'quotes around a fault with brackets, such as "kill app[2]"'
        : (expectations[error.code] ?? 'valid YAML'),
    });
  }
  return [...byLine.values()];
}

const expectations: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'spaces, as YAML is not indented by tabs',
  BAD_INDENT: 'the same number of spaces before each key of a mapping',
  BAD_ALIAS: 'the name of an anchor (&name) that stands before its alias (*name)',
  BAD_SCALAR_START: 'quotes around a text that begins with a special character',
  BLOCK_AS_IMPLICIT_KEY: 'one "key: value" a line, and quotes around a value that holds ": "',
  MISSING_CHAR: 'the missing quote, bracket, comma or colon',
  MULTIPLE_DOCS: 'one document, so no line "---" after the first key',
  TAG_RESOLVE_FAILED: 'a plain value without a "!tag"',
};

function firstWordsOf(message: string): string {
  const [line = ''] = message.split('\n');
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/, '');
}
