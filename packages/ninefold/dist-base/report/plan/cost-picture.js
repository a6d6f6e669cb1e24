import { count, percent } from '../../history/wording.js';
import { ninesOf } from '../../model/nines.js';
import { html } from '../html/markup.js';
import { linearScale, px, ticks } from '../html/scale.js';
const WIDTH = 960;
const LEFT = 64;
const RIGHT = 916;
const TOP = 44;
const BOTTOM = 244;
/** What further nines cost a month; undefined when there is nothing to choose from. */
export function costPicture({ contract, change, plan }) {
    const { curve, cheapest } = change;
    const most = curve.at(-1);
    if (most === undefined || curve.length < 2)
        return undefined;
    const promised = ninesOf(contract.promise.availability.objective);
    const nines = [promised, ...curve.map((point) => point.nines)];
    const [low, high] = [Math.min(...nines) - 0.1, Math.max(...nines) + 0.1];
    const x = linearScale([0, most.costPerMonth], [LEFT, RIGHT]);
    const y = linearScale([low, high], [BOTTOM, TOP]);
    const steps = curve
        .map((point, index) => index === 0
        ? `M${px(x(point.costPerMonth))} ${px(y(point.nines))}`
        : `H${px(x(point.costPerMonth))}V${px(y(point.nines))}`)
        .join('');
    const isCheapest = (cost) => !plan.kept && cheapest?.costPerMonth === cost;
    return html `<div class="scroll" role="region" aria-label="Cost of further nines" tabindex="0">
    <svg viewBox="0 0 ${WIDTH} ${BOTTOM + 44}" role="img" aria-labelledby="cost-title cost-desc">
      <title id="cost-title">What further nines cost a month</title>
      <desc id="cost-desc">
        ${curve.map((point) => `${count(point.costPerMonth)} more: ${percent(point.availability)}`).join('; ')}.
        Promised: ${percent(contract.promise.availability.objective)}.
        ${cheapest === undefined || plan.kept ? '' : `The cheapest that keeps the promise costs ${count(cheapest.costPerMonth)} more.`}
      </desc>
      ${ticks(low, high, 5).map((tick) => html `<path class="grid" d="M${LEFT} ${px(y(tick))}H${RIGHT}" /><text x="${LEFT - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${Number(tick.toFixed(2))}</text>`)}
      <text x="0" y="14">nines</text>
      <path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}" />
      ${ticks(0, most.costPerMonth, 6).map((tick) => html `<path class="axis" d="M${px(x(tick))} ${BOTTOM}v4" /><text x="${px(x(tick))}" y="${BOTTOM + 18}" text-anchor="middle">${count(tick)}</text>`)}
      <text x="${RIGHT}" y="${BOTTOM + 36}" text-anchor="end">
        more a month, in the currency of the prices
      </text>
      <path class="promise" d="M${LEFT} ${px(y(promised))}H${RIGHT}" />
      <path class="curve" d="${steps}H${RIGHT}" />
      ${curve.map(({ costPerMonth, nines: reached, kept }) => html `<circle class="point${kept ? '' : ' open'}" cx="${px(x(costPerMonth))}" cy="${px(y(reached))}" r="${isCheapest(costPerMonth) ? 6 : 4}" />${isCheapest(costPerMonth) ? html `<text class="label strong" x="${px(x(costPerMonth) + (x(costPerMonth) > WIDTH / 2 ? -9 : 9))}" y="${px(y(reached) - 12)}" text-anchor="${x(costPerMonth) > WIDTH / 2 ? 'end' : 'start'}">the cheapest that keeps the promise</text>` : undefined}`)}
      <text class="label strong" x="${LEFT + 6}" y="${px(y(promised) - 6)}">
        promised ${percent(contract.promise.availability.objective)}
      </text>
    </svg>
  </div>`;
}
//# sourceMappingURL=cost-picture.js.map