import { percent } from '../../history/wording.js';
import { html } from '../html/markup.js';
import { px } from '../html/scale.js';
import { membersOf } from './plan-words.js';
const WIDTH = 960;
const PER_ROW = 5;
const BLOCK = { width: 160, height: 92 };
const GAP = (WIDTH - 40 - PER_ROW * BLOCK.width) / (PER_ROW - 1);
const LEFT = 20;
const ROW = BLOCK.height + 58;
const TOP = 30;
/** More members than fit are told in words alone. */
const MOST_SQUARES = 12;
const LONGEST_NAME = 22;
/** The tiers as blocks in series, each with its members and its availability; the weakest is marked. */
export function blockDiagram(tiers) {
    const weakest = weakestOf(tiers);
    const rows = Math.ceil(tiers.length / PER_ROW);
    const height = TOP + rows * ROW - 34;
    return html `<div class="scroll" role="region" aria-label="Block diagram" tabindex="0">
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="blocks-title blocks-desc">
      <title id="blocks-title">The design as blocks in series</title>
      <desc id="blocks-desc">
        All blocks must work:
        ${tiers.map((tier) => `${tier.name}, ${membersOf(tier)}, ${percent(tier.availability)}`).join('; ')}.
        The weakest is ${weakest?.name}.
      </desc>
      <path class="axis" d="${wire(tiers.length)}" />
      ${tiers.map((tier, index) => block(tier, index, tier === weakest))}
    </svg>
  </div>`;
}
/** The tier whose loss costs most. */
export function weakestOf(tiers) {
    return tiers.toSorted((a, b) => b.unavailability - a.unavailability)[0];
}
function block(tier, index, isWeakest) {
    const { x, y } = placeOf(index);
    const middle = px(x + BLOCK.width / 2);
    const [name, rest] = linesOf(tier.name);
    return html `<g class="block${isWeakest ? ' weakest' : ''}">
    <rect x="${px(x)}" y="${y}" width="${BLOCK.width}" height="${BLOCK.height}" rx="4" />
    ${isWeakest ? html `<text class="wrong" x="${middle}" y="${y - 9}" text-anchor="middle">▼ the weakest</text>` : undefined}
    <text
      class="strong"
      x="${middle}"
      y="${y + (rest === undefined ? 27 : 20)}"
      text-anchor="middle"
    >
      ${name}
    </text>
    ${rest === undefined ? undefined : html `<text x="${middle}" y="${y + 35}" text-anchor="middle">${rest}</text>`}
    <text class="figure" x="${middle}" y="${y + 56}" text-anchor="middle">
      ${percent(tier.availability)}
    </text>
    ${members(tier, x + BLOCK.width / 2, y + BLOCK.height - 21)}
  </g>`;
}
/** A square a member: filled as many as must be up. */
function members({ members: all, needed, kind }, middle, y) {
    if (kind === 'call' || kind === 'cause' || all > MOST_SQUARES) {
        const word = kind === 'call' || kind === 'cause' ? '' : `${needed} of ${all} needed`;
        return html `<text x="${px(middle)}" y="${y + 9}" text-anchor="middle">${word}</text>`;
    }
    const label = all === 1 ? 'alone' : `${needed} of ${all}`;
    const from = middle - (all * 11 + label.length * 6.2) / 2;
    const square = (index) => html `<rect
      class="${index < needed ? 'needed' : 'spare'}"
      x="${px(from + index * 11)}"
      y="${y}"
      width="8"
      height="8"
    />`;
    return html `${Array.from({ length: all }, (_, index) => square(index))}<text
      x="${px(from + all * 11 + 3)}"
      y="${y + 8.5}"
      >${label}</text
    >`;
}
function placeOf(index) {
    return {
        x: LEFT + (index % PER_ROW) * (BLOCK.width + GAP),
        y: TOP + Math.floor(index / PER_ROW) * ROW,
    };
}
/** One line through all blocks, from the end of a row back to the start of the next. */
function wire(blocks) {
    const last = blocks - 1;
    let path = `M0 ${TOP + BLOCK.height / 2}`;
    for (let row = 0; row * PER_ROW < blocks; row++) {
        const y = TOP + row * ROW + BLOCK.height / 2;
        const isLast = (row + 1) * PER_ROW >= blocks;
        const end = isLast ? placeOf(last).x + BLOCK.width + LEFT : WIDTH;
        path += `H${px(end)}`;
        if (!isLast)
            path += `V${y + ROW / 2}H2V${y + ROW}`;
    }
    return path;
}
function linesOf(name) {
    const suffix = ' common cause';
    const isCommon = name.endsWith(suffix);
    const base = isCommon ? name.slice(0, -suffix.length) : name;
    const short = base.length > LONGEST_NAME ? `${base.slice(0, LONGEST_NAME - 1)}…` : base;
    return [short, isCommon ? 'common cause' : undefined];
}
//# sourceMappingURL=block-diagram.js.map