import { isCivilDay } from './civil-days.ts';
import { Lines } from './read/lines.ts';
import type { Part, Unread } from './part.ts';
import type { Finding } from './rule.ts';
import { unknownRule } from './rule-ids.ts';

interface Ignore {
  readonly rules: readonly string[];
  readonly reason: string;
  /** Its own line and, where it has that to itself, the next one that is no comment. */
  readonly lines: readonly number[];
  readonly isForFile: boolean;
  /** Its last day, when that is over. */
  readonly endedOn?: string;
}

const pattern =
  /(?:#|\/\/)[ \t]*ninefold-ignore(-file)?[: \t]+((?:[A-Za-z]+\d|[A-Z]+[ \t]*[:,])[^\r\n]*)$/gm;
const body = /^([A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)(?:\s+until\s+(\S+?))?\s*(?::\s*(.*))?$/;
/** Lines of comments after an ignore: several may stand above what they are about. */
const comments = /(?:\r?\n[ \t]*(?:#|\/\/)[^\r\n]*)*/y;
const expected =
  'expected "# ninefold-ignore K40: the reason", or "# ninefold-ignore K40 until 2027-01-31: the reason"';

/**
 * Splits findings by the ignores in the files: `# ninefold-ignore K40 until 2027-01-31: why` on the
 * finding's line, or on a line of its own before it, other comments between them or not;
 * `ninefold-ignore-file` is for the whole file. An ignore without a reason, or with a day that the calendar
 * has not, or one that can't be read, is a flaw, and ignores nothing. What an ignore that
 * has ended was about is a finding again, and says so. A rule that is not `known` is a flaw too; the others
 * of its ignore count.
 */
export function ignoresOf(
  parts: readonly Part[],
  findings: readonly Finding[],
  today: string,
  known: ReadonlySet<string>,
): {
  readonly ignored: readonly { readonly finding: Finding; readonly reason: string }[];
  readonly remaining: readonly Finding[];
  readonly flaws: readonly Unread[];
} {
  const flaws: Unread[] = [];
  const byFile = new Map<string, readonly Ignore[]>();
  for (const { file, text } of parts) {
    if (!byFile.has(file)) byFile.set(file, read(file, text, { today, known }, flaws));
  }
  const ignored: { finding: Finding; reason: string }[] = [];
  const remaining: Finding[] = [];
  for (const finding of findings) {
    const { file, line } = finding.place;
    const matches = (byFile.get(file) ?? []).filter(
      (one) => one.rules.includes(finding.rule) && (one.isForFile || one.lines.includes(line)),
    );
    const match = matches.find(({ endedOn }) => endedOn === undefined) ?? matches[0];
    if (match === undefined) remaining.push(finding);
    else if (match.endedOn === undefined) ignored.push({ finding, reason: match.reason });
    else {
      const why = `${finding.why}; the ignore of it ended on ${match.endedOn} (${match.reason})`;
      remaining.push({ ...finding, why });
    }
  }
  return { ignored, remaining, flaws };
}

function read(
  file: string,
  text: string,
  { today, known }: { today: string; known: ReadonlySet<string> },
  flaws: Unread[],
): readonly Ignore[] {
  if (!text.includes('ninefold-ignore')) return [];
  const lines = new Lines(file, text);
  const ignores: Ignore[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, forFile, said = ''] = match;
    const place = lines.place(match.index, whole.length);
    const parsed = body.exec(said);
    if (parsed === null) {
      flaws.push({ place, message: `an ignore that can't be read: "${said}"; ${expected}` });
      continue;
    }
    const [, named = '', until, reason = ''] = parsed;
    const rules = named.split(/\s*,\s*/);
    if (reason.trim() === '') {
      flaws.push({ place, message: `an ignore needs a reason; ${expected}` });
      continue;
    }
    if (until !== undefined && !isCivilDay(until)) {
      flaws.push({ place, message: `"${until}" is no day; ${expected}` });
      continue;
    }
    for (const id of rules.filter((one) => !known.has(one))) {
      const at = match.index + whole.lastIndexOf(said) + said.search(new RegExp(`\\b${id}\\b`));
      flaws.push({ place: lines.place(at, id.length), message: unknownRule(id, known) });
    }
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    comments.lastIndex = match.index + whole.length;
    const lineAfter = place.line + (comments.exec(text)?.[0].split('\n').length ?? 1);
    ignores.push({
      rules,
      reason: reason.trim(),
      lines: before.trim() === '' ? [place.line, lineAfter] : [place.line],
      isForFile: forFile !== undefined,
      ...(until !== undefined && until < today ? { endedOn: until } : {}),
    });
  }
  return ignores;
}
