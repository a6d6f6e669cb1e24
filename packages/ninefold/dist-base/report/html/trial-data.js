import { quantile } from '../../history/quantile.js';
import { latencyMs } from '../../history/service-level.js';
import { count, duration } from '../../history/wording.js';
import { html } from './markup.js';
import { zoomSpan } from './span.js';
/** Rows at most of each table. */
const MAX_SLOTS = 24;
const MAX_EVENTS = 100;
/** The timeline's data as two tables: what happened, and operations by due time. */
export function trialData(record, trial) {
    const since = (ms) => duration(ms - trial.rto.countedFromMs);
    const events = record.events.slice(0, MAX_EVENTS);
    return html `<details class="data">
    <summary>The picture's data as tables</summary>
    <div class="scroll" role="region" aria-label="Events of trial ${trial.trial}" tabindex="0">
      <table>
        <caption>
          Events, from the
          fault${record.events.length > MAX_EVENTS ? ` (the first ${MAX_EVENTS} of ${count(record.events.length)})` : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">At</th>
            <th scope="col">Event</th>
            <th scope="col">Member</th>
            <th scope="col" class="number">Term</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          ${events.map((event) => html `<tr>
                <td class="number">${since(event.atMs)}</td>
                <td>${event.kind}</td>
                <td>${event.member}</td>
                <td class="number">${event.term}</td>
                <td>${event.text}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>
    <div class="scroll" role="region" aria-label="Operations of trial ${trial.trial}" tabindex="0">
      <table>
        <caption>
          Operations by due time, from the fault; the enlarged part of the picture
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">Due from</th>
            <th scope="col" class="number">to</th>
            <th scope="col" class="number">ok</th>
            <th scope="col" class="number">failed</th>
            <th scope="col" class="number">unknown</th>
            <th scope="col" class="number">median latency</th>
            <th scope="col" class="number">longest</th>
          </tr>
        </thead>
        <tbody>
          ${slots(record, trial).map(({ fromMs, toMs, operations }) => html `<tr>
                <td class="number">${since(fromMs)}</td>
                <td class="number">${since(toMs)}</td>
                ${['ok', 'failed', 'unknown'].map((outcome) => html `<td class="number">${operations.filter((op) => op.outcome === outcome).length}</td>`)}
                <td class="number">${latencyOf(operations, 0.5)}</td>
                <td class="number">${latencyOf(operations, 1)}</td>
              </tr>`)}
        </tbody>
      </table>
    </div>
  </details>`;
}
function slots(record, trial) {
    const { fromMs, toMs } = zoomSpan(record, trial);
    const widthMs = (toMs - fromMs) / MAX_SLOTS;
    return Array.from({ length: MAX_SLOTS }, (_, i) => ({
        fromMs: fromMs + i * widthMs,
        toMs: fromMs + (i + 1) * widthMs,
        operations: record.operations.filter((op) => op.dueMs >= fromMs + i * widthMs && op.dueMs < fromMs + (i + 1) * widthMs),
    })).filter(({ operations }) => operations.length > 0);
}
function latencyOf(operations, p) {
    const ms = quantile(operations.filter((op) => op.outcome === 'ok').map(latencyMs), p);
    return ms === undefined ? '–' : duration(ms);
}
//# sourceMappingURL=trial-data.js.map