import { parseRatio } from './ratio.js';
import { isMapping, readableParts } from './schema-walk.js';
import { app, availability, balancer, contractSchema, failover, promise, store, workload, } from './schema.js';
/** Reads what can be read. Takes any data. */
export function draftOf(data) {
    const root = isMapping(data) ? data : {};
    const parts = readableParts(contractSchema, root);
    const promised = isMapping(root['promise']) ? root['promise'] : {};
    const stores = isMapping(root['stores']) ? root['stores'] : {};
    const proofPart = isMapping(root['proof']) ? root['proof'] : {};
    const work = root['workload'] ?? {};
    return {
        availability: draftAvailability(promised['availability']),
        isShortAvailability: !isMapping(promised['availability']),
        assumptions: root['assumptions'] ?? {},
        slo: root['slo'] ?? {},
        calls: draftCalls(root['calls']),
        rpoMs: readableParts(promise, promised).rpo,
        app: Object.hasOwn(root, 'app') ? readableParts(app, root['app']) : undefined,
        stores: new Map(Object.entries(stores).map(([name, value]) => [name, draftStore(value)])),
        balancer: readableParts(balancer, longForm(root['balancer'] ?? {})),
        topology: parts.topology,
        regions: Array.isArray(root['regions']) ? root['regions'] : undefined,
        workload: readableParts(workload, work),
        workloadKeys: new Set(isMapping(work) ? Object.keys(work) : []),
        faults: Array.isArray(proofPart['faults']) ? proofPart['faults'] : [],
        keys: new Set(Object.keys(root)),
    };
}
function draftAvailability(value) {
    const short = parseRatio(value);
    return short.ok ? { objective: short.value } : readableParts(availability, value);
}
function draftCalls(value) {
    return new Map(Object.entries(isMapping(value) ? value : {}).map(([name, call]) => {
        const stated = parseRatio(isMapping(call) ? call['availability'] : call);
        const ratio = stated.ok ? stated.value : undefined;
        return [name, { availability: ratio, short: !isMapping(call), needs: namesIn(call) }];
    }));
}
/** The short form, `orders: postgres`, is an engine and nothing but defaults. */
function longForm(value) {
    if (typeof value === 'string')
        return { engine: value };
    return isMapping(value) ? value : {};
}
function draftStore(value) {
    const mapping = longForm(value);
    return {
        ...readableParts(store, mapping),
        timing: readableParts(failover, mapping['failover'] ?? {}),
        keys: new Set(Object.keys(mapping)),
    };
}
/** The names in a list; whatever else stands there has a mistake of its own. */
function namesIn(value) {
    return isMapping(value) && Array.isArray(value['needs'])
        ? value['needs'].filter((need) => typeof need === 'string')
        : [];
}
//# sourceMappingURL=draft.js.map