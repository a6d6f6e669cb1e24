import type { AuditResult } from '../../audit/audit.ts';
import { checklist } from '../../audit/checklist.ts';
import type { ItemState } from '../../audit/checklist-states.ts';
import { lineText, placeText } from '../../audit/part.ts';
import { html } from '../../report/html/markup.ts';
import { plainText } from '../../report/plain-text.ts';
import { summary } from './terminal.ts';

/** Markdown for a pull request or a wiki: a table of findings, then the checklist. */
export function auditMarkdown(result: AuditResult, states: readonly ItemState[]): string {
  const cell = (text: string): string =>
    plainText(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll(/[\\|`*_[\]]/g, String.raw`\$&`);
  const rows = result.findings.map(
    ({ place, severity, rule, message, fix }) =>
      `| ${severity} | ${rule} | ${cell(lineText(place))} | ${cell(message)} | ${cell(fix)} |`,
  );
  const items = states.map(
    ({ item, state, evidence }) =>
      `| ${cell(checklist[item].title)} | ${state} | ${cell(evidence[0] ?? '')} |`,
  );
  return [
    '# Audit of availability',
    '',
    `${cell(summary(result))}.`,
    '',
    '| severity | rule | place | finding | fix |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## Checklist',
    '',
    '| item | state | evidence |',
    '| --- | --- | --- |',
    ...items,
    '',
  ].join('\n');
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #8885}
code{font-size:.9em}.critical,.high,.broken{color:#c5221f}.medium{color:#9a6700}.kept{color:#137333}
@media(prefers-color-scheme:dark){.critical,.high,.broken{color:#ff8a80}.medium{color:#fdd663}.kept{color:#81c995}}`;

/** One self-contained page without scripts. All text in it is escaped. */
export function auditHtml(result: AuditResult, states: readonly ItemState[]): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>Audit of availability · Ninefold</title>
        <style>
          ${{ source: style }}
        </style>
      </head>
      <body>
        <h1>Audit of availability</h1>
        <p>${summary(result)}</p>
        <h2>Findings</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Severity</th>
              <th scope="col">Rule</th>
              <th scope="col">Place</th>
              <th scope="col">Finding</th>
            </tr>
          </thead>
          <tbody>
            ${result.findings.map(
              ({ severity, rule, place, message, why, fix }) =>
                html`<tr>
                  <td class="${severity}">${severity}</td>
                  <td>${rule}</td>
                  <td><code>${placeText(place)}</code></td>
                  <td><strong>${message}</strong><br />Why: ${why}<br />Fix: ${fix}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        <h2>Checklist</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">State</th>
              <th scope="col">Evidence</th>
            </tr>
          </thead>
          <tbody>
            ${states.map(
              ({ item, state, evidence }) =>
                html`<tr>
                  <td>${checklist[item].group}: ${checklist[item].title}</td>
                  <td class="${state === 'cannot tell' ? 'unknown' : state}">${state}</td>
                  <td>${evidence.join('; ')}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </body>
    </html>`.source;
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
