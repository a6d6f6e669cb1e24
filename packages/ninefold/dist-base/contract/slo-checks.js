import { at } from './located-mistake.js';
import { parseRatio, formatRatio } from './ratio.js';
import { isMapping } from './schema-walk.js';
import { measureKeys } from './slo-section.js';
/** Names that the promise has taken, for itself and for each region. */
const promised = /^(?:availability|latency)(?:-|$)/;
/** What holds between the parts of `slo:`. */
export function sloChecks({ slo }) {
    const indicators = isMapping(slo) && isMapping(slo['indicators']) ? slo['indicators'] : {};
    return Object.entries(indicators).flatMap(([name, value]) => isMapping(value) ? indicatorChecks(name, value) : []);
}
function indicatorChecks(name, value) {
    const path = ['slo', 'indicators', name];
    const found = [];
    if (promised.test(name)) {
        const message = `"${name}" is the promise's own indicator`;
        found.push({
            ...at(path, message, 'another name; what is promised stands under promise'),
            at: 'key',
        });
    }
    const measures = measureKeys.filter((key) => Object.hasOwn(value, key));
    if (measures.length !== 1) {
        const message = measures.length === 0
            ? 'nothing says how this indicator is measured'
            : `this indicator is measured in ${measures.length} ways: ${measures.join(', ')}`;
        found.push({ ...at(path, message, `one of ${measureKeys.join(', ')}`), at: 'key' });
    }
    return [...found, ...oneSide(path, value['ratio']), ...notStricter(path, value)];
}
function oneSide(path, ratio) {
    if (!isMapping(ratio))
        return [];
    const sides = ['good', 'bad'].filter((side) => Object.hasOwn(ratio, side));
    if (sides.length === 1)
        return [];
    const message = sides.length === 0 ? 'a ratio needs good or bad events' : 'good and bad are both counted';
    return [at([...path, 'ratio'], message, 'either good or bad, and total')];
}
function notStricter(path, value) {
    const objective = parseRatio(value['objective']);
    if (!objective.ok)
        return [];
    if (objective.value === 1) {
        const message = 'an objective of 100% has no error budget';
        return [at([...path, 'objective'], message, 'less, such as 99.9%')];
    }
    const agreement = parseRatio(value['agreement']);
    if (!agreement.ok || agreement.value <= objective.value)
        return [];
    const message = `the agreement, ${formatRatio(agreement.value)}, is stricter than the objective, ${formatRatio(objective.value)}`;
    return [at([...path, 'agreement'], message, `at most ${formatRatio(objective.value)}`)];
}
//# sourceMappingURL=slo-checks.js.map