import { counted, duration } from '../../history/wording.js';
import { redactContract } from '../redact-contract.js';
import { SIGNS, relative } from '../ruling-words.js';
import { choosePictures, faultSection } from './fault-section.js';
import { head } from './head.js';
import { html } from './markup.js';
import { badge, className, paragraphs, promiseTable } from './rulings.js';
/** report.html: one self-contained page without scripts. All text in it is escaped. */
export function renderHtml(data) {
    const { verdict } = data;
    const contract = redactContract(data.contractText);
    const pictured = choosePictures(data);
    const faults = verdict.faults.map((fault, i) => ({ fault, id: `fault-${i + 1}` }));
    return html `<!doctype html>
    <html lang="en">
      ${head(`${verdict.service}: ${verdict.ruling} · Ninefold`)}
      <body>
        <a class="skip" href="#verdict">Skip to the verdict</a>
        <header>
          <p class="kicker">Ninefold · proof of a promise</p>
          <h1>${verdict.service}</h1>
          <p class="byline">
            ${data.startedAt} · ${counted(verdict.trials, 'trial')} of
            ${counted(verdict.faults.length, 'fault')} in
            ${duration(data.elapsedMs)}${verdict.voidTrials > 0 ? ` · ${verdict.voidTrials} void` : ''}
          </p>
          <nav aria-label="Sections">
            <ul>
              <li><a href="#promises">Promises</a></li>
              ${faults.map(({ fault, id }) => html `<li><a href="#${id}">${fault.fault}</a></li>`)}
              <li><a href="#shows">What this shows</a></li>
              <li><a href="#environment">Environment</a></li>
              <li><a href="#contract">Contract</a></li>
            </ul>
          </nav>
        </header>
        <main>
          <section
            id="verdict"
            class="banner ${className(verdict.ruling)}"
            aria-labelledby="verdict-words"
            tabindex="-1"
          >
            <span class="sign" aria-hidden="true">${SIGNS[verdict.ruling]}</span>
            <div>
              <h2 id="verdict-words">${BANNER[verdict.ruling]}</h2>
              <p>${verdict.summary}</p>
            </div>
          </section>
          <section id="promises" aria-labelledby="promises-title">
            <h2 id="promises-title">What was promised, what was measured</h2>
            ${promiseTable(verdict.rows, 'Over all faults together')}
          </section>
          ${lostSection(verdict)}
          ${faults.map(({ fault, id }) => faultSection(fault, id, data, pictured))}
          ${verdict.notTested.map((fault) => html `<section>
                <div class="fault-head">
                  <h2>${fault}</h2>
                  ${badge('not tested')}
                </div>
                <p>No trial of this fault was run${whyNot(fault, data)}.</p>
              </section>`)}
          <section id="shows" aria-labelledby="shows-title">
            <h2 id="shows-title">What this shows, and what it does not</h2>
            <h3>Confidence</h3>
            ${paragraphs(verdict.confidence, 'No sound trial, so no confidence in anything.')}
            <h3>Availability: measured and assumed</h3>
            ${paragraphs(verdict.availability.sentences, '')}
            ${verdict.latency
        ? html `<h3>Latency: measured and assumed</h3>
                    ${paragraphs(verdict.latency.sentences, '')}`
        : undefined}
            <h3>How it was measured</h3>
            <p>
              Operations are due at fixed instants whatever the service does, and latency counts
              from the due instant, so a stall is seen whole. RTO: from the fault to the completion
              of the first operation of the first unbroken run of successes of at least 1 s and 20
              operations. RPO: acknowledged writes missing when everything had healed. Unknown
              operations (timed out, connection cut) do not count as available, and may or may not
              be stored.
            </p>
          </section>
          <section id="environment" aria-labelledby="environment-title">
            <h2 id="environment-title">Environment</h2>
            <dl class="environment">
              ${data.environment.map(([name, value]) => html `<dt>${name}</dt>
                    <dd>${value}</dd>`)}
            </dl>
          </section>
          <section id="contract" aria-labelledby="contract-title">
            <h2 id="contract-title">The contract</h2>
            ${contract === data.contractText
        ? undefined
        : html `<p>
                    Redacted: values of the environment, headers and fields that authenticate, user
                    and password in URLs.
                  </p>`}
            <pre
              tabindex="0"
              role="region"
              aria-label="The contract's text"
            ><code>${contract}</code></pre>
          </section>
        </main>
        <footer>
          <p>Written by Ninefold. The same data, every operation included, is in report.json.</p>
        </footer>
      </body>
    </html> `.source;
}
const BANNER = {
    kept: 'The promise was kept',
    broken: 'The promise was broken',
    void: 'No ruling: the test was not sound',
    'not tested': 'No ruling: not everything was tested',
};
function whyNot(fault, { unsupported }) {
    const found = unsupported.find((one) => one.fault === fault);
    return found ? `: ${found.reason}` : '';
}
function lostSection({ lost }) {
    if (!lost.window)
        return undefined;
    const { firstAfterFaultMs, lastAfterFaultMs } = lost.window;
    const more = lost.total - lost.listed.length;
    const byTrial = new Map();
    for (const write of lost.listed) {
        const trial = `${write.fault}, trial ${write.trial}`;
        byTrial.set(trial, [...(byTrial.get(trial) ?? []), write]);
    }
    return html `<section id="lost" aria-labelledby="lost-title">
    <h2 id="lost-title">${counted(lost.total, 'acknowledged write')} lost</h2>
    <p>
      Clients were told that these were stored, from ${relative(firstAfterFaultMs)} to
      ${relative(lastAfterFaultMs)}, and they are
      gone.${more > 0 ? ` The first ${lost.listed.length} are listed; report.json has all.` : ''}
    </p>
    ${[...byTrial].map(([trial, writes]) => html `<h3>${trial}</h3>
          <ul class="ids">
            ${writes.map((write) => html `<li>
                  ${write.id} <small>${duration(write.acknowledgedAfterFaultMs)}</small>
                </li>`)}
          </ul>`)}
  </section>`;
}
//# sourceMappingURL=page.js.map