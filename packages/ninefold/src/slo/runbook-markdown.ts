import { markdownText } from '../report/markdown-text.ts';
import type { Alert } from './alert.ts';
import type { RunbookStep } from './runbook.ts';

/** A runbook as Markdown. */
export function runbookMarkdown({ runbook, expr, forMs }: Alert): string {
  const { title, means, clients, confirm, mend, failover } = runbook;
  const held = forMs > 0 ? `, for ${forMs / 60_000} min` : '';
  return [
    `# ${markdownText(title)}`,
    '## What it means',
    markdownText(means),
    '## What clients see',
    markdownText(clients),
    '## How to confirm',
    ...steps(confirm),
    '## How to mend',
    ...steps(mend),
    '## When to fail over by hand',
    ...steps(failover),
    '## The alert',
    `It fires while this holds${held}:`,
    fenced(expr.split('\n')),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function steps(all: readonly RunbookStep[]): string[] {
  return all.flatMap(({ say, run }, index) => [
    `${index + 1}. ${say}`,
    ...(run === undefined ? [] : [indented(fenced(run))]),
  ]);
}

function fenced(lines: readonly string[]): string {
  return ['```', ...lines, '```'].join('\n');
}

/** Below the text of a list's item. */
function indented(text: string): string {
  return text.replaceAll(/^/gm, '   ');
}
