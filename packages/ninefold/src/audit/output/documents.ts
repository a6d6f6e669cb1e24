import type { AuditResult } from '../../audit/audit.ts';
import { checklist } from '../../audit/checklist.ts';
import type { ItemState } from '../../audit/checklist-states.ts';
import { factWords } from '../../audit/facts.ts';
import { lineText } from '../../audit/part.ts';
import { plainText } from '../../report/plain-text.ts';
import { rulesByFact } from './missing-facts.ts';
import { summary } from './terminal.ts';

/** Markdown for a pull request or a wiki: a table of findings and the checklist, what was asked for first. */
export function auditMarkdown(
  result: AuditResult,
  states: readonly ItemState[],
  first: 'findings' | 'checklist' = 'findings',
): string {
  const cell = (text: string): string =>
    plainText(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll(/[\\|`*_[\]]/g, String.raw`\$&`);
  const rows = result.findings.map(
    ({ place, severity, rule, message, why, fix }) =>
      `| ${severity} | ${rule} | ${cell(lineText(place))} | **${cell(message)}**<br>${cell(why)} | ${cell(fix)} |`,
  );
  const items = states.map(
    ({ item, state, evidence }) =>
      `| ${cell(checklist[item].title)} | ${state} | ${cell(evidence[0] ?? '')} |`,
  );
  const facts = [...rulesByFact(result.undecided)].map(
    ([fact, rules]) => `- ${cell(factWords[fact])} (${[...rules].join(', ')})`,
  );
  const ignored = result.ignored.map(
    ({ finding, reason }) =>
      `- ${finding.rule} ${cell(lineText(finding.place))}: ${cell(finding.message)}; ${cell(reason)}`,
  );
  const unread = result.unread.map(
    ({ place, message }) => `- ${cell(lineText(place))}: ${cell(message)}`,
  );
  const listed = [
    '## Checklist',
    '',
    '| item | state | evidence |',
    '| --- | --- | --- |',
    ...items,
    '',
  ];
  return [
    '# Audit of availability',
    '',
    `${cell(summary(result))}.`,
    '',
    ...(first === 'checklist' ? listed : []),
    ...(rows.length === 0
      ? []
      : [
          '| severity | rule | place | finding | fix |',
          '| --- | --- | --- | --- | --- |',
          ...rows,
          '',
        ]),
    ...section('Not decided, for want of facts', facts),
    ...section('Taken on', ignored),
    ...section('Unread', unread),
    ...(first === 'checklist' ? [] : listed),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

/** A badge (SVG): how many of the twenty-four items are kept. Broken ones make it red. */
export function auditBadge(states: readonly ItemState[]): string {
  const kept = states.filter(({ state }) => state === 'kept').length;
  const isBroken = states.some(({ state }) => state === 'broken');
  const text = `${kept}/${states.length} shown`;
  const color = isBroken ? '#c5221f' : kept === states.length ? '#137333' : '#80868b';
  const label = 'availability';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="168" height="20" role="img" aria-label="${label}: ${text}"><title>${label}: ${text}</title><rect width="80" height="20" fill="#444"/><rect x="80" width="88" height="20" fill="${color}"/><g fill="#fff" font-family="Verdana,sans-serif" font-size="11" text-anchor="middle"><text x="40" y="14">${label}</text><text x="124" y="14">${text}</text></g></svg>\n`;
}

/** The checklist for a terminal: each item, its state and the evidence. */
export function renderChecklist(states: readonly ItemState[]): string {
  return states
    .map(({ item, state, evidence }) =>
      [
        `${state.padEnd(11)}  ${checklist[item].group}: ${checklist[item].title}`,
        ...evidence.map((one) => `               ${plainText(one)}`),
      ].join('\n'),
    )
    .join('\n');
}
