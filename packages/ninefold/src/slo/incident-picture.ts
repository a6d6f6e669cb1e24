import { percent } from '../history/wording.ts';
import { html } from '../report/html/markup.ts';
import type { Markup } from '../report/html/markup.ts';
import { linearScale, px, ticks } from '../report/html/scale.ts';
import type { Incident } from './incident.ts';
import type { AlertSpan } from './alert-span.ts';
import { errorRatioOf } from './reading.ts';
import type { Point } from './reading.ts';
import { standalonePicture } from './standalone-picture.ts';

const WIDTH = 960;
const LEFT = 84;
const RIGHT = 948;
const TOP = 34;
const BOTTOM = 230;
const ALERTS_TOP = BOTTOM + 44;

/**
 * The share of bad events around an incident, step by step, with the objective's bound and the alerts
 * below it, as an SVG document. A step without data is a gap, not a zero.
 */
export function incidentPicture(
  incident: Incident,
  points: readonly Point[],
  stepMs: number,
  objective: number,
  alerts: readonly AlertSpan[],
  showInstant: (wallMs: number) => string,
): string {
  const startMs = incident.startedAtMs ?? 0;
  const lastsMs = incident.recoveryMs ?? incident.mitigationMs;
  const endMs = lastsMs === undefined ? (points.at(-1)?.atMs ?? startMs) : startMs + lastsMs;
  const marginMs = Math.max(5 * stepMs, (endMs - startMs) / 2);
  const shown = points.filter(({ atMs }) => atMs > startMs - marginMs && atMs <= endMs + marginMs);
  const fromMs = (shown[0]?.atMs ?? startMs) - stepMs;
  const toMs = shown.at(-1)?.atMs ?? endMs;
  const x = linearScale([fromMs, toMs], [LEFT, RIGHT]);
  const most = Math.max(2 * (1 - objective), ...shown.map((point) => errorRatioOf(point) ?? 0));
  const y = linearScale([0, most], [BOTTOM, TOP]);
  const overlapping = alerts.filter(
    (one) => one.startMs <= toMs && (one.endMs ?? Infinity) >= fromMs,
  );
  const height = ALERTS_TOP + Math.max(1, overlapping.length) * 22;
  const bars = shown.map((point): Markup => {
    const ratio = errorRatioOf(point);
    if (ratio === undefined || ratio === 0) return html``;
    const width = Math.max(1, x(point.atMs) - x(point.atMs - stepMs) - 0.5);
    return html`<rect
      class="errors"
      x="${px(x(point.atMs - stepMs))}"
      y="${px(y(ratio))}"
      width="${px(width)}"
      height="${px(BOTTOM - y(ratio))}"
    />`;
  });
  return standalonePicture(
    html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="incident-title">
      <title id="incident-title">${incident.title}: the share of bad events over time</title>
      <text x="0" y="${TOP - 14}" class="strong">Bad events</text>
      ${ticks(0, most, 4).map((ratio) => html`<path class="grid" d="M${LEFT} ${px(y(ratio))}H${RIGHT}" /><text x="${LEFT - 8}" y="${px(y(ratio) + 4)}" text-anchor="end">${percent(ratio)}</text>`)}
      ${bars}
      <path class="promise" d="M${LEFT} ${px(y(1 - objective))}H${RIGHT}" />
      <path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}" />
      <text x="${LEFT}" y="${BOTTOM + 17}">${showInstant(fromMs)}</text>
      <text x="${RIGHT}" y="${BOTTOM + 17}" text-anchor="end">${showInstant(toMs)}</text>
      <text x="0" y="${ALERTS_TOP + 4}" class="strong">Alerts</text>
      ${overlapping.length === 0 ? html`<text x="${LEFT}" y="${ALERTS_TOP + 4}">none fired</text>` : undefined}
      ${overlapping.map((alert, row) => {
        const left = x(Math.max(fromMs, alert.startMs));
        const line = ALERTS_TOP + row * 22;
        return html`<path
            class="bracket"
            d="M${px(left)} ${line}H${px(x(Math.min(toMs, alert.endMs ?? toMs)))}"
          /><text class="label" x="${px(Math.min(left, RIGHT - 220))}" y="${line + 13}"
            >${alert.name}</text
          >`;
      })}
    </svg>`,
  );
}
