import { count, counted, duration, percent } from '../../history/wording.js';
import { budgetWindowsMs } from '../../model/nines.js';
import { head } from '../html/head.js';
import { html } from '../html/markup.js';
import { paragraphs } from '../html/rulings.js';
import { redactContract } from '../redact-contract.js';
import { blockDiagram, weakestOf } from './block-diagram.js';
import { costPicture } from './cost-picture.js';
import { downtimePicture } from './downtime-picture.js';
import { PLAN_STYLE } from './plan-style.js';
import { MINUTES_OF_YEAR, TITLES, chances, changeWords, loss, membersOf, minutes, promised, reached, recovery, requiredWords, simulated, spreads, summary, value, withinReach, } from './plan-words.js';
/** plan.html: one self-contained page without scripts. All text in it is escaped. */
export function renderPlanHtml(answer) {
    const { contract, plan } = answer;
    const word = plan.kept ? 'within reach' : 'out of reach';
    return html `<!doctype html>
    <html lang="en">
      ${head(`${contract.service}: ${word} · Ninefold plan`, PLAN_STYLE)}
      <body>
        <a class="skip" href="#verdict">Skip to the answer</a>
        <header>
          <p class="kicker">Ninefold · what a design can reach</p>
          <h1>${contract.service}</h1>
          <p class="byline">
            ${counted(plan.tiers.length, 'block')} · ${count(answer.simulation.years)} simulated
            years · seed ${answer.seed}
          </p>
          <nav aria-label="Sections">
            <ul>
              ${[
        ['promises', 'Promise and reach'],
        ['back', 'What holds back'],
        ['blocks', 'Block diagram'],
        ['downtime', 'Downtime'],
        ['cost', 'Cheapest change'],
        ['figures', 'Measured and assumed'],
        ['contract', 'Contract'],
    ].map(([id, title]) => html `<li><a href="#${id}">${title}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>
          <section
            id="verdict"
            class="banner ${plan.kept ? 'kept' : 'broken'}"
            aria-labelledby="verdict-words"
            tabindex="-1"
          >
            <span class="sign" aria-hidden="true">${plan.kept ? '✓' : '✗'}</span>
            <div>
              <h2 id="verdict-words">${summary(answer)}</h2>
              ${chances(answer).map((text) => html `<p>${text}</p>`)}
            </div>
          </section>
          ${promises(answer)} ${holdsBack(answer)} ${blocks(answer)} ${downtime(answer)}
          ${cost(answer)} ${figures(answer)} ${contractText(answer)}
        </main>
        <footer>
          <p>
            Written by Ninefold. The same data is in plan.json. What the model leaves out is in
            docs/model.md.
          </p>
        </footer>
      </body>
    </html> `.source;
}
function promises({ plan }) {
    return section('promises', 'Promise and reach', [
        html `<table class="promises">
      <caption>
        Recovery times are those of the loss of one member; lost zones, deployments and mistakes
        count in the availability
      </caption>
      <thead>
        <tr>
          <th scope="col">Promise</th>
          <th scope="col">Promised</th>
          <th scope="col">Reached</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        ${plan.checks.map((check) => html `<tr>
              <th scope="row">${TITLES[check.name]}</th>
              <td data-label="Promised">${promised(check)}</td>
              <td data-label="Reached">${reached(check)}</td>
              <td data-label="Verdict">
                <span class="ruling ${check.kept ? 'kept' : 'broken'}"
                  >${withinReach(check.kept)}</span
                >
              </td>
            </tr>`)}
      </tbody>
    </table>`,
        table('Downtime in minutes, on average', ['Window', 'Allowed', 'Taken'], Object.keys(budgetWindowsMs).map((window) => [
            window,
            minutes(plan.allowed[window]),
            minutes(plan.taken[window]),
        ])),
    ]);
}
function holdsBack({ plan }) {
    const worst = plan.holdsBack[0]?.unavailability ?? 1;
    return section('back', 'What holds you back, in order', [
        html `<p>
      What would be gained if a part never failed, or its failover took no time. Birnbaum's
      importance is the chance that the service stands or falls with one of its units.
    </p>`,
        html `<div class="scroll" role="region" aria-label="What holds back" tabindex="0">
      <table>
        <caption>
          Worst first
        </caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" class="number">Minutes a year</th>
            <th scope="col"><span class="hidden">As a bar</span></th>
            <th scope="col" class="number">Share</th>
            <th scope="col" class="number">Birnbaum</th>
            <th scope="col" class="number">Criticality</th>
          </tr>
        </thead>
        <tbody>
          ${plan.holdsBack.map(({ name, unavailability, birnbaum, criticality }) => html `<tr>
                <th scope="row">${name}</th>
                <td class="number">${minutes(unavailability * MINUTES_OF_YEAR)}</td>
                <td class="bar" aria-hidden="true">
                  <span
                    style="width:${Math.max(1, Math.round((100 * unavailability) / worst))}%"
                  ></span>
                </td>
                <td class="number">
                  ${percent(Math.min(1, unavailability / plan.reach.unavailability))}
                </td>
                <td class="number">${ratio(birnbaum)}</td>
                <td class="number">${ratio(criticality)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>`,
    ]);
}
function blocks({ plan, contract }) {
    const weakest = weakestOf(plan.tiers);
    const zones = contract.assumptions.zone?.count ?? 1;
    return section('blocks', 'Block diagram', [
        html `<figure>
      ${blockDiagram(plan.tiers)}
      <figcaption>
        All blocks must work. A filled square is a member that is needed, a hollow one a spare. The
        weakest is ${weakest?.name}. Hosts stand in ${counted(contract.regions.length, 'region')} of
        ${counted(zones, 'zone')}, whose failures are in each block of hosts.
      </figcaption>
    </figure>`,
        table('The blocks in numbers', ['Block', 'Members', 'Availability', 'RTO', 'RPO', 'The RTO is', 'Missed failovers'], plan.tiers.map((tier) => [
            tier.name,
            membersOf(tier),
            percent(tier.availability),
            recovery(tier),
            loss(tier),
            recovery(tier) === '–' ? '–' : tier.source,
            tier.missed === 0 ? '–' : `${percent(tier.missed)}, then ${duration(tier.manualMs)}`,
        ])),
    ]);
}
function downtime(answer) {
    const { simulation } = answer;
    return section('downtime', 'Downtime, and how it spreads', [
        html `<figure>
      ${downtimePicture(answer)}
      <figcaption>${simulated(answer)}</figcaption>
    </figure>`,
        table(`Quantiles; ${Number(simulation.outagesPerYear.toPrecision(3))} outages a year, of which ${percent(simulation.longerThanRto)} last longer than the promised RTO`, ['Simulated', 'median', '95 % below', '99 % below', 'worst'], spreads(answer).map(([name, { median, p95, p99, worst }]) => [
            name,
            ...[median, p95, p99, worst].map((ms) => duration(ms)),
        ])),
    ]);
}
function cost(answer) {
    const { change } = answer;
    const picture = costPicture(answer);
    return section('cost', 'The cheapest change, and what further nines cost', [
        paragraphs(changeWords(answer), ''),
        ...(picture === undefined
            ? []
            : [
                html `<figure>
            ${picture}
            <figcaption>
              Each step is the best that its money buys; ${counted(change.tried, 'design')} were
              looked at. A filled point keeps the whole promise, a hollow one does not.
            </figcaption>
          </figure>`,
                table('The curve in numbers', ['More a month', 'Nines', 'Availability', 'Promise', 'Change'], change.curve.map(({ costPerMonth, nines, availability, kept, changes }) => [
                    count(costPerMonth),
                    nines.toFixed(2),
                    percent(availability),
                    withinReach(kept),
                    changes.length === 0 ? 'as it is' : changes.join(', '),
                ])),
            ]),
        html `<h3>What the promise needs instead</h3>`,
        paragraphs(requiredWords(answer), ''),
    ]);
}
function figures({ plan, reports, settings }) {
    return section('figures', 'Measured and assumed', [
        ...(reports.length === 0
            ? [html `<p>No report of ninefold prove was given: all recovery times are assumed.</p>`]
            : reports.map((report) => html `<p>Read: ${report}.</p>`)),
        ...(settings.length === 0
            ? []
            : [html `<p>Set on the command line: ${settings.join(', ')}.</p>`]),
        table('Every figure that went in, and where it is from', ['Figure', 'Value', 'Is', 'Because'], plan.design.figures.map((figure) => [
            figure.path,
            value(figure),
            figure.source,
            figure.because,
        ])),
    ]);
}
function contractText({ contractText: text }) {
    return section('contract', 'The contract', [
        html `<pre
      tabindex="0"
      role="region"
      aria-label="The contract's text"
    ><code>${redactContract(text)}</code></pre>`,
    ]);
}
function section(id, title, parts) {
    return html `<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${title}</h2>
    ${parts}
  </section>`;
}
/** The first cell of a row is its heading. */
function table(caption, headings, rows) {
    return html `<div class="scroll plain" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${headings.map((heading) => html `<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(([name, ...cells]) => html `<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html `<td>${cell}</td>`)}
            </tr>`)}
      </tbody>
    </table>
  </div>`;
}
function ratio(share) {
    return share === undefined ? '–' : String(Number(share.toPrecision(2)));
}
//# sourceMappingURL=plan-page.js.map