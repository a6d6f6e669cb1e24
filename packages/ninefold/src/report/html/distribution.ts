import type { FaultVerdict } from '../../history/verdict.ts';
import { counted, duration } from '../../history/wording.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { linearScale, px, ticks } from './scale.ts';

const WIDTH = 960;
const LEFT = 84;
const RIGHT = 936;
const DOT_PX = 5.5;

/**
 * Every trial's RTO as a dot on one line, with the promise. Nothing when no trial recovered or
 * clients saw none: a row of zeros is better said than drawn.
 */
export function distribution(fault: FaultVerdict, id: string): Markup | undefined {
  // Where no time is promised, none is drawn.
  const promisedMs = fault.promisedRtoMs ?? Infinity;
  const isPromised = promisedMs !== Infinity;
  const values = fault.trials.flatMap(({ rto, trial, isVoid }) =>
    rto.rtoMs === undefined || isVoid ? [] : [{ rtoMs: rto.rtoMs, trial }],
  );
  const worst = Math.max(0, ...values.map(({ rtoMs }) => rtoMs));
  if (worst === 0) return undefined;
  // A promise far beyond every trial would press the dots into a corner; it is told in words then.
  const promiseShown = promisedMs <= worst * 12;
  const end = (promiseShown ? Math.max(worst, promisedMs) : worst) * 1.08;
  const x = linearScale([0, end], [LEFT, RIGHT]);
  const stacks = new Map<number, number>();
  const dots = values
    .toSorted((a, b) => a.rtoMs - b.rtoMs)
    .map(({ rtoMs }) => {
      const slot = Math.round(x(rtoMs) / (DOT_PX * 2));
      const level = stacks.get(slot) ?? 0;
      stacks.set(slot, level + 1);
      return { at: x(rtoMs), level: Math.min(level, 8), over: rtoMs > promisedMs };
    });
  const line = 22 + 2 * DOT_PX * Math.max(1, ...dots.map(({ level }) => level + 1));
  const promiseX = x(promisedMs);
  return html`<div
    class="scroll"
    role="region"
    aria-label="Recovery times of all trials"
    tabindex="0"
  >
    <svg viewBox="0 0 ${WIDTH} ${line + 26}" role="img" aria-labelledby="${id}-title ${id}-desc">
      <title id="${id}-title">Recovery times of all trials, ${fault.fault}</title>
      <desc id="${id}-desc">
        ${counted(values.length, 'trial')}:
        ${values.map(({ trial, rtoMs }) => `trial ${trial} ${duration(rtoMs)}`).join(', ')}.
        ${isPromised ? `Promised: at most ${duration(promisedMs)}.` : 'No time is promised.'}
      </desc>
      <text class="strong" x="0" y="${line - 3}">RTO</text>
      <path class="axis" d="M${LEFT} ${line}H${RIGHT}" />
      ${ticks(0, end, 8).map((ms) => html`<path class="axis" d="M${px(x(ms))} ${line}v4" /><text x="${px(x(ms))}" y="${line + 18}" text-anchor="middle">${duration(ms)}</text>`)}
      ${dots.map(({ at, level, over }) => html`<circle class="trial${over ? ' over' : ''}" cx="${px(at)}" cy="${px(line - DOT_PX - 1 - level * 2 * DOT_PX)}" r="${DOT_PX}" />`)}
      ${promiseShown ? html`<path class="promise" d="M${px(promiseX)} 4V${line}" /><text class="strong" x="${px(promiseX - 6)}" y="13" text-anchor="end">promised ${duration(promisedMs)}</text>` : html`<text x="${RIGHT}" y="13" text-anchor="end">${isPromised ? `promised ${duration(promisedMs)}, far to the right →` : 'no time is promised'}</text>`}
    </svg>
  </div>`;
}
