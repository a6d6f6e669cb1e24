import type { AuditResult } from '../../audit/audit.ts';
import { checklist } from '../../audit/checklist.ts';
import type { ItemState, State } from '../../audit/checklist-states.ts';
import { factWords } from '../../audit/facts.ts';
import { placeText } from '../../audit/part.ts';
import { severities } from '../../audit/rule.ts';
import type { Finding, Severity } from '../../audit/rule.ts';
import { head } from '../../report/html/head.ts';
import { html } from '../../report/html/markup.ts';
import type { Markup } from '../../report/html/markup.ts';
import { rulesByFact } from './missing-facts.ts';
import { summary } from './terminal.ts';

/**
 * One self-contained page without scripts, for people who were not there. All text in it is escaped.
 *
 * @param first what was asked for: the checklist stands before the findings, or after them
 */
export function auditHtml(
  result: AuditResult,
  states: readonly ItemState[],
  first: 'findings' | 'checklist' = 'findings',
): string {
  const items = checklistSection(states);
  const itemsLink = html`<li><a href="#checklist">Checklist</a></li>`;
  const shown = severities.filter((one) => ofSeverity(result, one).length > 0);
  return html`<!doctype html>
    <html lang="en">
      ${head('Audit of availability · Ninefold', style)}
      <body>
        <a class="skip" href="#verdict">Skip to the result</a>
        <header>
          <p class="kicker">Ninefold · audit</p>
          <h1>What this configuration costs in availability</h1>
          <p class="byline">${summary(result)}</p>
          <nav aria-label="Sections">
            <ul>
              ${first === 'checklist' ? itemsLink : undefined}
              ${shown.map((one) => html`<li><a href="#${one}">${titles[one]}</a></li>`)}
              ${link(result.undecided, 'undecided', 'Not decided')}
              ${link(result.ignored, 'ignored', 'Taken on')}
              ${link(result.unread, 'unread', 'Unread')}
              ${first === 'checklist' ? undefined : itemsLink}
            </ul>
          </nav>
        </header>
        <main>
          ${banner(result)} ${first === 'checklist' ? items : undefined}
          ${shown.map((one) => severitySection(result, one))} ${undecidedSection(result)}
          ${ignoredSection(result)} ${unreadSection(result)}
          ${first === 'checklist' ? undefined : items}
        </main>
        <footer>
          Each finding names its rule: <code># ninefold-ignore RULE: the reason</code> beside it
          takes it on. Nothing here was tried: <code>ninefold prove</code> breaks things on purpose.
        </footer>
      </body>
    </html>`.source;
}

const titles: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

const meanings: Readonly<Record<Severity, string>> = {
  critical: 'An outage or a loss is certain once something usual happens.',
  high: 'A failure that is expected becomes an outage, or a longer one.',
  medium: 'It takes two things at once, or costs a part of the budget.',
  low: 'It costs a little.',
};

const style = `
.banner { scroll-margin-top: 1rem; }
.rule-head { display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: baseline; margin: 1.75rem 0 .25rem; padding-top: .9rem; border-top: 1px solid var(--rule); }
.rule-head h3 { margin: 0; font-size: 1.0625rem; }
.rule-head .id { color: var(--muted); font: 600 .875rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.rule-head .item { color: var(--muted); font-size: .875rem; margin-left: auto; }
.found { list-style: none; margin: 0; padding: 0; }
.found > li { padding: .6rem 0 .6rem 1rem; border-left: 3px solid var(--rule); margin: .6rem 0; overflow-wrap: anywhere; }
#critical .found > li, #high .found > li { border-color: var(--broken); }
#medium .found > li { border-color: var(--void); }
.found .place { font: .8125rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--muted); }
.found .what + .place { margin-top: .6rem; }
.found .what { font-weight: 600; margin: .1rem 0 .25rem; max-width: 80ch; }
.found dl { display: grid; grid-template-columns: 3rem minmax(0, 1fr); gap: .15rem .75rem; margin: 0; font-size: .9375rem; max-width: 80ch; }
.found dt { color: var(--muted); } .found dd { margin: 0; }
h2 .count { color: var(--muted); font-weight: 500; }
.state { font-weight: 650; white-space: nowrap; }
.state.kept { color: var(--kept); } .state.broken { color: var(--broken); } .state.unknown { color: var(--muted); font-weight: 500; }
.items td:last-child { overflow-wrap: anywhere; font-size: .875rem; } .items thead th:first-child { width: 14rem; } .items thead th:nth-child(2) { width: 8rem; }
.evidence { list-style: none; margin: 0; padding: 0; } .evidence li + li { margin-top: .25rem; }
.tally { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; list-style: none; margin: .75rem 0 1rem; padding: 0; }
code { font: .875em ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  .rule-head .item { margin-left: 0; }
  .items thead { display: none; }
  .items, .items caption, .items tbody, .items tr, .items th, .items td { display: block; }
  .items tr { padding: .7rem 0; border-bottom: 1px solid var(--rule); }
  .items th, .items td { border: 0; padding: .05rem 0; }
}`;

function ofSeverity({ findings }: AuditResult, severity: Severity): readonly Finding[] {
  return findings.filter((one) => one.severity === severity);
}

function link(list: readonly unknown[], id: string, title: string): Markup | undefined {
  return list.length === 0 ? undefined : html`<li><a href="#${id}">${title}</a></li>`;
}

function banner(result: AuditResult): Markup {
  const { findings, undecided, unread } = result;
  const worst = severities.find((one) => ofSeverity(result, one).length > 0);
  const tint =
    unread.length > 0 || worst === 'medium' ? 'void' : worst === 'low' ? 'kept' : 'broken';
  const open = undecided.length > 0 ? ` ${undecided.length} more wait for a fact.` : '';
  return findings.length === 0
    ? html`<section
        id="verdict"
        class="banner ${unread.length > 0 ? 'void' : 'kept'}"
        tabindex="-1"
      >
        <span class="sign" aria-hidden="true">${unread.length > 0 ? '?' : '✓'}</span>
        <div>
          <h2>Nothing was found</h2>
          <p>No rule finds anything in what was read.${open}</p>
        </div>
      </section>`
    : html`<section id="verdict" class="banner ${tint}" tabindex="-1">
        <span class="sign" aria-hidden="true">!</span>
        <div>
          <h2>
            ${findings.length} ${findings.length === 1 ? 'defect costs' : 'defects cost'}
            availability
          </h2>
          <p>
            ${severities
              .filter((one) => ofSeverity(result, one).length > 0)
              .map((one) => `${ofSeverity(result, one).length} ${one}`)
              .join(', ')}.${open}
          </p>
        </div>
      </section>`;
}

function severitySection(result: AuditResult, severity: Severity): Markup {
  const found = ofSeverity(result, severity);
  const rules = [...new Set(found.map(({ rule }) => rule))];
  return html`<section id="${severity}" aria-labelledby="${severity}-title">
    <h2 id="${severity}-title">${titles[severity]} <span class="count">${found.length}</span></h2>
    <p>${meanings[severity]}</p>
    ${rules.map((rule) => ruleBlock(found.filter((one) => one.rule === rule)))}
  </section>`;
}

/** Places that are wrong in the same way stand together. */
function ruleBlock(found: readonly Finding[]): Markup {
  const [first] = found;
  if (first === undefined) return { source: '' };
  const item = first.item === undefined ? undefined : checklist[first.item];
  return html`<div class="rule-head">
      <span class="id">${first.rule}</span>
      <h3>${first.title}</h3>
      ${item === undefined ? undefined : html`<span class="item">${item.title}</span>`}
    </div>
    <ul class="found">
      ${
        found.length > 1 && found.every(({ why, fix }) => why === first.why && fix === first.fix)
          ? html`<li>${found.map(what)} ${because(first)}</li>`
          : found.map((one) => html`<li>${what(one)} ${because(one)}</li>`)
      }
    </ul>`;
}

function what({ place, message }: Finding): Markup {
  return html`<div class="place">${placeText(place)}</div>
    <p class="what">${message}</p>`;
}

function because({ why, fix }: Finding): Markup {
  return html`<dl>
    <dt>Why</dt>
    <dd>${why}</dd>
    <dt>Fix</dt>
    <dd>${fix}</dd>
  </dl>`;
}

function undecidedSection({ undecided }: AuditResult): Markup | undefined {
  if (undecided.length === 0) return undefined;
  const kinds = new Set(undecided.flatMap(({ unseen = [] }) => unseen));
  return html`<section id="undecided" aria-labelledby="undecided-title">
    <h2 id="undecided-title">Not decided <span class="count">${undecided.length}</span></h2>
    <p>No file says what these rules need. Give it with --topology or --contract.</p>
    <div class="scroll">
      <table>
        <caption>
          Facts that are missing, and the rules that wait for them
        </caption>
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col">Rules</th>
          </tr>
        </thead>
        <tbody>
          ${[...rulesByFact(undecided)].map(
            ([fact, rules]) =>
              html`<tr>
                <td>${factWords[fact]}</td>
                <td>${[...rules].join(', ')}</td>
              </tr>`,
          )}
          ${
            kinds.size === 0
              ? undefined
              : html`<tr>
                  <td>objects that could not be read: ${[...kinds].join(', ')}</td>
                  <td>
                    ${[
                      ...new Set(
                        undecided.flatMap(({ unseen, rule }) =>
                          unseen === undefined ? [] : [rule],
                        ),
                      ),
                    ].join(', ')}
                  </td>
                </tr>`
          }
        </tbody>
      </table>
    </div>
  </section>`;
}

function ignoredSection({ ignored }: AuditResult): Markup | undefined {
  if (ignored.length === 0) return undefined;
  return html`<section id="ignored" aria-labelledby="ignored-title">
    <h2 id="ignored-title">Taken on <span class="count">${ignored.length}</span></h2>
    <ul class="found">
      ${ignored.map(
        ({ finding, reason }) =>
          html`<li>
            <div class="place">${placeText(finding.place)} ${finding.rule}</div>
            <p class="what">${finding.message}</p>
            <dl>
              <dt>For</dt>
              <dd>${reason}</dd>
            </dl>
          </li>`,
      )}
    </ul>
  </section>`;
}

function unreadSection({ unread }: AuditResult): Markup | undefined {
  if (unread.length === 0) return undefined;
  return html`<section id="unread" aria-labelledby="unread-title">
    <h2 id="unread-title">Unread <span class="count">${unread.length}</span></h2>
    <ul class="found">
      ${unread.map(
        ({ place, message }) =>
          html`<li>
            <div class="place">${placeText(place)}</div>
            <p class="what">${message}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

const signs: Readonly<Record<State, string>> = { kept: '✓', broken: '✗', 'cannot tell': '?' };

function checklistSection(states: readonly ItemState[]): Markup {
  const groups = [...new Set(states.map(({ item }) => checklist[item].group))];
  const tally = (['kept', 'broken', 'cannot tell'] as const).map(
    (one) => [one, states.filter(({ state }) => state === one).length] as const,
  );
  return html`<section id="checklist" aria-labelledby="checklist-title">
    <h2 id="checklist-title">The checklist of ${states.length}</h2>
    <p>Nothing is kept on trust: each tick has a file and line, or a past proof, behind it.</p>
    <ul class="tally">
      ${tally.map(([state, count]) => html`<li>${stateMark(state)} ${count}</li>`)}
    </ul>
    ${groups.map(
      (group) =>
        html`<h3>${group}</h3>
          <table class="items">
            <caption>
              State and evidence
            </caption>
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">State</th>
                <th scope="col">Evidence</th>
              </tr>
            </thead>
            <tbody>
              ${states
                .filter(({ item }) => checklist[item].group === group)
                .map(
                  ({ item, state, evidence }) =>
                    html`<tr>
                      <th scope="row">${checklist[item].title}</th>
                      <td>${stateMark(state)}</td>
                      <td>
                        <ul class="evidence">
                          ${evidence.map((one) => html`<li>${one}</li>`)}
                        </ul>
                      </td>
                    </tr>`,
                )}
            </tbody>
          </table>`,
    )}
  </section>`;
}

function stateMark(state: State): Markup {
  return html`<span class="state ${state === 'cannot tell' ? 'unknown' : state}"
    ><span aria-hidden="true">${signs[state]} </span>${state}</span
  >`;
}
