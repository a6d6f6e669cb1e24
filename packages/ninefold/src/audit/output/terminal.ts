import pc from 'picocolors';
import type { AuditResult } from '../../audit/audit.ts';
import { factWords } from '../../audit/facts.ts';
import { placeText } from '../../audit/part.ts';
import { severities } from '../../audit/rule.ts';
import type { Finding, Severity } from '../../audit/rule.ts';
import { plainText } from '../../report/plain-text.ts';
import { wrap } from '../../report/table.ts';
import { rulesByFact } from './missing-facts.ts';

/** Findings for people: the place, what, why with the numbers, and the fix. */
export function renderAudit(
  result: AuditResult,
  style: { readonly color: boolean; readonly width: number },
): string {
  const colors = pc.createColors(style.color);
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    critical: (text) => colors.bold(colors.red(text)),
    high: colors.red,
    medium: colors.yellow,
    low: colors.dim,
  };
  const width = Math.max(40, Math.min(style.width, 120));
  const block = (text: string): string[] =>
    wrap(plainText(text), width - 4).map((line) => `    ${line}`);
  const shown = ({ place, severity, rule, message, why, fix }: Finding): string =>
    [
      `${plainText(placeText(place))}: ${paint[severity](severity)} ${colors.bold(rule)}`,
      ...block(message),
      ...block(`why: ${why}`).map(colors.dim),
      ...block(`fix: ${fix}`),
    ].join('\n');
  const unread = result.unread.map(
    ({ place, message }) =>
      `${plainText(placeText(place))}: ${colors.red('unread')} ${plainText(message)}`,
  );
  return [
    ...unread,
    ...result.findings.map(shown),
    ...missingFacts(result.undecided),
    ...unseenKinds(result.undecided),
    summary(result),
  ].join('\n\n');
}

/** Each fact that is missing once, with what it would decide. */
function missingFacts(undecided: readonly Finding[]): string[] {
  const factless = undecided.filter(({ missing }) => missing.length > 0);
  if (factless.length === 0) return [];
  const lines = [...rulesByFact(factless)].map(
    ([fact, rules]) => `  ${factWords[fact]} (${[...rules].join(', ')})`,
  );
  return [
    `Not decided: ${factless.length}, for want of facts. Give them with --topology FILE or --contract FILE:\n${lines.join('\n')}`,
  ];
}

/** What was seen, and might be contradicted by objects that could not be read. */
function unseenKinds(undecided: readonly Finding[]): string[] {
  const blind = undecided.filter(({ unseen }) => unseen !== undefined);
  if (blind.length === 0) return [];
  const kinds = new Set(blind.flatMap(({ unseen = [] }) => unseen));
  const rules = new Set(blind.map(({ rule }) => rule));
  return [
    `Cannot tell: ${blind.length}, without ${[...kinds].join(', ')} (${[...rules].join(', ')})`,
  ];
}

/** One line: how many of each severity, and in how much. */
export function summary({ findings, ignored, known, unread, parts }: AuditResult): string {
  const counts = severities
    .map(
      (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const rest = [
    ignored.length > 0 ? `${ignored.length} ignored` : '',
    known.length > 0 ? `${known.length} in the baseline` : '',
    unread.length > 0 ? `${unread.length} unread` : '',
  ].filter((text) => text !== '');
  const head =
    counts.length === 0 ? 'nothing found' : `${findings.length} found: ${counts.join(', ')}`;
  return [`${head}, in ${parts} ${parts === 1 ? 'document' : 'documents'}`, ...rest].join('; ');
}
