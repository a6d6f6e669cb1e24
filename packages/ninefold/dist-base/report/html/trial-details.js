import { count, duration } from '../../history/wording.js';
import { zeroRecovery } from '../../history/zero-recovery.js';
import { html } from './markup.js';
import { badge, reasonList } from './rulings.js';
import { timeline } from './timeline.js';
import { trialData } from './trial-data.js';
export function trialDetails(trial, record, id, open, pictured) {
    const { rto, rpo, level, lag } = trial;
    const recovery = rto.rtoMs === undefined
        ? 'not restored'
        : rto.failing.length > 0
            ? `RTO ${duration(rto.rtoMs)}`
            : `RTO 0, ${zeroRecovery(rto)}`;
    const notOk = level.failed + level.unknown;
    return html `<details class="trial" id="${id}" ${{ source: open ? ' open' : '' }}>
    <summary>
      <span class="name">Trial ${trial.trial}</span
      ><span class="what"
        >${recovery} · ${count(notOk)} not
        ok${rpo.lost.length > 0 ? ` · ${count(rpo.lost.length)} lost` : ''}</span
      >${badge(trial.ruling)}
    </summary>
    ${reasonList(trial.reasons)}
    ${record && pictured
        ? html `<figure>
            <div
              class="scroll"
              role="region"
              aria-label="Timeline of trial ${trial.trial}"
              tabindex="0"
            >
              ${timeline(record, trial, id)}
            </div>
            ${legend(rpo.lost.length > 0)}
            <figcaption>
              ${level.latency ? `Latency of operations that ended ok: median ${duration(level.latency.p50Ms)}, p95 ${duration(level.latency.p95Ms)}, p99 ${duration(level.latency.p99Ms)}, longest ${duration(level.latency.maxMs)}. ` : ''}The
              workload was at most ${duration(lag.maxMs)} behind its schedule (p99
              ${duration(lag.p99Ms)}); no instant is known better than
              ${duration(Math.max(rto.resolutionMs, lag.hidableMs))}.
            </figcaption>
          </figure>`
        : html `<p class="byline">
            No picture: the report draws only the worst trials of each fault.
          </p>`}
    ${record ? trialData(record, trial) : undefined}
  </details>`;
}
function legend(withLost) {
    return html `<ul class="legend" aria-label="Signs in the picture">
    ${[
        sign(html `<path class="dots-ok" d="M7 7h0" style="stroke-width:6" />`, 'ended ok'),
        sign(html `<path class="cross" d="M4 4l6 6m0-6l-6 6" />`, 'failed: certainly not applied'),
        sign(html `<path class="ring" d="M4 4h6v6h-6z" />`, 'unknown: timed out or cut'),
        ...(withLost
            ? [sign(html `<path class="lost" d="M7 1l5 6l-5 6l-5-6z" />`, 'acknowledged, then lost')]
            : []),
    ]}
  </ul>`;
}
function sign(shape, text) {
    return html `<li><svg viewBox="0 0 14 14" aria-hidden="true">${shape}</svg>${text}</li>`;
}
//# sourceMappingURL=trial-details.js.map