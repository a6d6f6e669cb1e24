import { duration, percent } from '../../history/wording.js';
import { html } from '../html/markup.js';
import { linearScale, logScale, px } from '../html/scale.js';
import { chance } from './plan-words.js';
const WIDTH = 960;
const LEFT = 64;
const RIGHT = 936;
const TOP = 60;
const BOTTOM = 264;
/** Times that people know, for the axis (ms). */
const TIMES = [
    1000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000, 2_592_000_000,
];
/** How likely a window is to be away longer than some time, with what the promise allows. */
export function downtimePicture({ contract, downtime, simulation }) {
    const { objective, agreement, windowMs } = contract.promise.availability;
    const window = duration(windowMs);
    const limits = [
        { name: 'objective', ms: (1 - objective) * windowMs, missed: simulation.objectiveMissed },
        ...(agreement === objective
            ? []
            : [{ name: 'SLA', ms: (1 - agreement) * windowMs, missed: simulation.agreementBroken }]),
    ];
    const end = Math.max(downtime.at(-1)?.ms ?? 0, ...limits.map(({ ms }) => ms * 1.5));
    const x = logScale([1000, end], [LEFT, RIGHT]);
    const most = Math.max(0.05, ...downtime.map(({ share }) => share));
    const top = Math.ceil(most * 10) / 10;
    const y = linearScale([0, top], [BOTTOM, TOP]);
    const line = downtime
        .map(({ ms, share }, index) => `${index === 0 ? 'M' : 'L'}${px(x(ms))} ${px(y(share))}`)
        .join('');
    const area = `${line}V${BOTTOM}H${LEFT}Z`;
    const shares = [0, top / 2, top];
    const { median, p95, p99, worst } = simulation.windowDowntime;
    return html `<div class="scroll" role="region" aria-label="Downtime of ${window}" tabindex="0">
    <svg
      viewBox="0 0 ${WIDTH} ${BOTTOM + 44}"
      role="img"
      aria-labelledby="downtime-title downtime-desc"
    >
      <title id="downtime-title">How likely ${window} are to be away longer than a time</title>
      <desc id="downtime-desc">
        Half of all windows are away for at most ${duration(median)}, 95 % for at most
        ${duration(p95)}, 99 % for at most ${duration(p99)}; the worst was ${duration(worst)}.
        ${limits.map(({ name, ms, missed }) => `The ${name} allows ${duration(ms)}, and more is taken with a chance of ${chance(missed)}.`).join(' ')}
      </desc>
      ${shares.map((share) => html `<path class="grid" d="M${LEFT} ${px(y(share))}H${RIGHT}" /><text x="${LEFT - 8}" y="${px(y(share) + 4)}" text-anchor="end">${percent(share)}</text>`)}
      <path class="area" d="${area}" />
      <path class="curve" d="${line}" />
      <path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}" />
      ${TIMES.filter((ms) => ms <= end).map((ms) => html `<path class="axis" d="M${px(x(ms))} ${BOTTOM}v4" /><text x="${px(x(ms))}" y="${BOTTOM + 18}" text-anchor="middle">${duration(ms)}</text>`)}
      <text x="${RIGHT}" y="${BOTTOM + 36}" text-anchor="end">away in ${window}, or longer</text>
      <text x="0" y="14">share of windows</text>
      ${limits.map(({ name, ms, missed }, index) => {
        const at = x(ms);
        // The objective allows less than the agreement: its words go to the left, and clear its line.
        const before = index === 0 ? at > LEFT + 260 : at > WIDTH - 260;
        return html `<path
            class="promise"
            d="M${px(at)} ${TOP - 24 - index * 18}V${BOTTOM}"
          /><circle class="point" cx="${px(at)}" cy="${px(y(missed.estimate))}" r="4" /><text
            class="label strong"
            x="${px(before ? at - 6 : at + 6)}"
            y="${TOP - 16 - index * 18}"
            text-anchor="${before ? 'end' : 'start'}"
            >${name} ${duration(ms)}: exceeded by
            ${missed.estimate === 0 ? `less than ${percent(missed.high, 'up')}` : percent(missed.estimate)}</text
          >`;
    })}
    </svg>
  </div>`;
}
//# sourceMappingURL=downtime-picture.js.map