import { faultInstants } from '../../history/fault-instants.js';
import { latencyMs } from '../../history/service-level.js';
import { duration } from '../../history/wording.js';
import { zeroRecovery } from '../../history/zero-recovery.js';
import { latencyDots, lostMarks, outcomeBars } from './lanes.js';
import { html } from './markup.js';
import { linearScale, logScale, px, ticks } from './scale.js';
import { zoomSpan } from './span.js';
const WIDTH = 960;
const LEFT = 84;
const RIGHT = 948;
const EXTENT = [LEFT, RIGHT];
/** Width of a character of a label (px), rounded up: labels must not run into each other. */
const CHARACTER_PX = 6.6;
/** Rows of labels at most; what still collides then shares the last. */
const MAX_ROWS = 6;
/** Events drawn as marks; the table beside the picture lists all. */
const MARKED = {
    fault: 'fault',
    detected: 'detected',
    fenced: 'fenced',
    promoted: 'promoted',
    routed: 'routed',
    switchover: 'switchover',
    ejected: 'ejected',
    healed: 'healed',
    rejoined: 'rejoined',
};
/**
 * The timeline of one trial as an SVG picture: what happened, how operations ended, how long they
 * took, what was lost, and below it the whole trial with the enlarged part framed.
 *
 * @param id unique in the document; prefixes the ids in the picture
 */
export function timeline(record, trial, id) {
    const span = zoomSpan(record, trial);
    const x = linearScale([span.fromMs, span.toMs], EXTENT);
    const marks = placeMarks(record, trial, x);
    const rows = Math.max(1, ...marks.map((mark) => mark.row + 1));
    const labelsTop = 14;
    const bracketY = labelsTop + rows * 16 + 8;
    const barsLine = bracketY + 62;
    const dotsTop = barsLine + 54;
    const dotsBottom = dotsTop + 118;
    const lostY = dotsBottom + 22;
    const lanesBottom = trial.rpo.lost.length > 0 ? lostY + 14 : dotsBottom + 4;
    const overviewLine = lanesBottom + 74;
    const height = overviewLine + 44;
    const slowest = Math.max(100, ...record.operations.map(latencyMs));
    const y = logScale([0.5, slowest * 1.3], [dotsBottom, dotsTop]);
    const { countedFromMs, restoredAtMs } = trial.rto;
    const bandStart = x(Math.max(span.fromMs, countedFromMs));
    const bandEnd = x(Math.min(span.toMs, restoredAtMs ?? span.toMs));
    return html `<svg
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">Timeline of trial ${trial.trial}, ${trial.fault}</title>
    <desc id="${id}-desc">${describe(record, trial)}</desc>
    ${hasOutage(trial) ? html `<rect class="band" x="${px(bandStart)}" y="${bracketY}" width="${px(Math.max(0, bandEnd - bandStart))}" height="${lanesBottom - bracketY}" />` : undefined}
    ${grid(y, slowest, dotsTop, dotsBottom)}
    <text x="0" y="${barsLine - 14}" class="strong">Operations</text>
    <text x="0" y="${barsLine + 1}">ok ↑</text>
    <text x="0" y="${barsLine + 16}">not ok ↓</text>
    <path class="axis" d="M${LEFT} ${barsLine}H${RIGHT}" />
    ${outcomeBars(record.operations, x, EXTENT, { yPx: barsLine, upPx: 34, downPx: 28 })}
    <text x="0" y="${dotsTop - 12}" class="strong">Latency</text>
    ${latencyDots(record.operations, x, y, EXTENT)}
    ${trial.rpo.lost.length > 0 ? html `<text x="0" y="${lostY + 4}" class="wrong">Lost writes</text>${lostMarks(trial.rpo.lost, x, lostY, EXTENT, 2)}` : undefined}
    ${marks.map((mark) => drawLine(mark, labelsTop, lanesBottom))}${marks.map((mark) => drawLabel(mark, labelsTop))}
    ${bracket(trial, bandStart, bracketY, bandEnd)}
    ${timeAxis(countedFromMs, span.fromMs, span.toMs, x, lanesBottom, 'from the fault')}
    ${overview(record, trial, x, [span.fromMs, span.toMs], overviewLine)}
  </svg>`;
}
function hasOutage({ rto }) {
    return rto.failing.length > 0 || !rto.recovered;
}
/** The picture in words, for those who don't see it. */
function describe(record, trial) {
    const { rto, rpo, level } = trial;
    const since = (ms) => duration(ms - rto.countedFromMs);
    const events = record.events
        .filter((event) => event.kind !== 'fault' && MARKED[event.kind] !== undefined)
        .slice(0, 12)
        .map((event) => `${MARKED[event.kind] ?? ''} at ${since(event.atMs)}`);
    return [
        `${level.due} operations were due, ${level.ok} ended ok, ${level.failed} failed, ${level.unknown} unknown.`,
        rto.rtoMs === undefined
            ? 'Service was not restored in the window.'
            : rto.failing.length > 0
                ? `Service was restored ${duration(rto.rtoMs)} after the fault; ${rto.failing.length} operations did not end ok.`
                : `No recovery to measure: ${zeroRecovery(rto)}.`,
        ...(events.length > 0 ? [`After the fault: ${events.join(', ')}.`] : []),
        ...(rpo.lost.length > 0 ? [`${rpo.lost.length} acknowledged writes were lost.`] : []),
    ].join(' ');
}
function placeMarks(record, trial, x) {
    const { countedFromMs, restoredAtMs: success } = trial.rto;
    const all = [
        // The fault's instants are the record's, whatever the events say.
        ...faultInstants(record).map((atMs) => ({ kind: 'fault', name: 'fault', atMs })),
        ...record.events.flatMap((event) => {
            const name = MARKED[event.kind];
            const who = event.member === undefined ? '' : ` ${event.member}`;
            return name === undefined || event.kind === 'fault'
                ? []
                : [
                    {
                        kind: event.kind,
                        name: name + (event.kind === 'promoted' ? who : ''),
                        atMs: event.atMs,
                    },
                ];
        }),
        ...(success === undefined
            ? []
            : [{ kind: 'first success', name: 'first success', atMs: success }]),
    ];
    const taken = [];
    return all
        .map((one) => ({ ...one, at: x(one.atMs) }))
        .filter(({ at }) => at >= LEFT && at <= RIGHT)
        .toSorted((a, b) => a.at - b.at)
        .slice(0, 24)
        .map(({ kind, name, atMs, at }) => {
        const label = kind === 'fault' ? name : `${name} ${duration(atMs - countedFromMs)}`;
        const width = label.length * CHARACTER_PX + 10;
        const before = at + width > WIDTH;
        const from = before ? at - width : at;
        let row = 0;
        while (row < MAX_ROWS - 1 && (taken[row] ?? -Infinity) > from)
            row++;
        taken[row] = from + width;
        return { kind, label, x: at, row, before };
    });
}
function drawLine(mark, top, bottom) {
    const name = mark.kind === 'fault' ? 'fault' : mark.kind === 'first success' ? 'success' : '';
    return html `<path
    class="mark ${name}"
    d="M${px(mark.x)} ${top + mark.row * 16 - 9}V${bottom}"
  />`;
}
function drawLabel(mark, top) {
    const isStrong = mark.kind === 'fault' || mark.kind === 'first success';
    return html `<text
    class="label ${isStrong ? 'strong' : ''}"
    x="${px(mark.before ? mark.x - 4 : mark.x + 4)}"
    y="${top + mark.row * 16}"
    text-anchor="${mark.before ? 'end' : 'start'}"
  >
    ${mark.label}
  </text>`;
}
function bracket(trial, start, y, end) {
    if (!hasOutage(trial))
        return undefined;
    const rtoMs = trial.rto.rtoMs;
    const label = rtoMs === undefined ? 'not restored' : `RTO ${duration(rtoMs)}`;
    const close = rtoMs === undefined ? 'm-6-4l6 4l-6 4' : 'm0-5v10';
    const fits = end - start > label.length * CHARACTER_PX + 12;
    return html `<path class="bracket" d="M${px(start)} ${y - 5}v10m0-5H${px(end)}${close}" /><text
      class="strong"
      x="${px(fits ? (start + end) / 2 : end + 6)}"
      y="${fits ? y + 16 : y + 4}"
      ${{ source: fits ? ' text-anchor="middle"' : '' }}
      >${label}</text
    >`;
}
function grid(y, slowest, top, bottom) {
    const lines = [1, 10, 100, 1000, 10_000].filter((ms) => ms <= slowest * 1.3);
    return html `${lines.map((ms) => html `<path class="grid" d="M${LEFT} ${px(y(ms))}H${RIGHT}" /><text x="${LEFT - 8}" y="${px(y(ms) + 4)}" text-anchor="end">${duration(ms)}</text>`)}<path
      class="grid"
      d="M${LEFT} ${top}V${bottom}"
    />`;
}
function timeAxis(faultAtMs, fromMs, toMs, x, y, unit) {
    const instants = ticks(fromMs - faultAtMs, toMs - faultAtMs, 8);
    return html `<path
      class="axis"
      d="M${LEFT} ${y}H${RIGHT}${instants.map((ms) => `M${px(x(faultAtMs + ms))} ${y}v4`).join('')}"
    />${instants.filter((ms) => unit === '' || x(faultAtMs + ms) > LEFT + 24).map((ms) => html `<text x="${px(x(faultAtMs + ms))}" y="${y + 17}" text-anchor="middle">${duration(ms)}</text>`)}<text
      x="0"
      y="${y + 17}"
      >${unit}</text
    >`;
}
function overview(record, trial, zoom, span, line) {
    const x = linearScale([Math.min(record.startMs, record.faultAtMs), Math.max(record.endMs, record.faultAtMs)], EXTENT);
    const left = x(span[0]);
    const right = Math.max(left + 3, x(span[1]));
    const top = line - 24;
    const bottom = line + 18;
    // Two hairlines lead from the frame to the enlarged part above it.
    const guides = `M${px(left)} ${top}L${px(zoom(span[0]))} ${top - 22}M${px(right)} ${top}L${px(zoom(span[1]))} ${top - 22}`;
    return html `<text x="0" y="${line - 6}" class="strong">Whole trial</text
    ><text x="0" y="${line + 9}">${duration(record.endMs - record.startMs)}</text>
    <path class="grid" d="${guides}" /><path class="axis" d="M${LEFT} ${line}H${RIGHT}" />
    ${outcomeBars(record.operations, x, EXTENT, { yPx: line, upPx: 16, downPx: 13 })}
    ${lostMarks(trial.rpo.lost, x, line + 10, EXTENT, 9)}
    <rect
      class="zoom"
      x="${px(left)}"
      y="${top}"
      width="${px(right - left)}"
      height="${bottom - top}"
    />
    ${timeAxis(record.faultAtMs, record.startMs, record.endMs, x, bottom + 4, '')}`;
}
//# sourceMappingURL=timeline.js.map