import { at } from '../../contract/located-mistake.js';
/** The scale of the app in each region, and what in the contract forbids it. */
export function scaleOf({ regions, assumptions }, app, spec) {
    const minReplicas = Math.ceil(app.replicas / regions.length);
    const zones = assumptions.zone?.count;
    const lost = zones === undefined || zones === 1 ? 1 : Math.ceil(minReplicas / zones);
    const needed = Math.ceil((assumptions.app?.needed ?? Math.ceil(app.replicas / 2)) / regions.length);
    const maxReplicas = spec.maxReplicas ?? 3 * minReplicas;
    const maxSurge = Math.ceil(minReplicas / 4);
    const nodes = spec.nodes ?? 0;
    return {
        scale: {
            minReplicas,
            maxReplicas,
            // Those that are left carry what the lost ones did, without being more than busy.
            targetCpu: Math.min(80, Math.floor((100 * (minReplicas - lost)) / minReplicas)),
            lost,
            needed,
            maxSurge,
            ...(zones === undefined ? {} : { zones }),
            spreadsOverNodes: nodes >= minReplicas + maxSurge + 1,
        },
        mistakes: mistakesOf(minReplicas, maxReplicas, needed, regions.length),
    };
}
function mistakesOf(minReplicas, maxReplicas, needed, regions) {
    const found = [];
    const where = regions === 1 ? '' : ' in each region';
    const least = Math.max(2, needed + 1) * regions;
    if (minReplicas - 1 < Math.max(1, needed)) {
        const message = `draining a node takes 1 of ${minReplicas}${where}, and ${Math.max(1, needed)} are needed`;
        found.push(at(['app', 'replicas'], message, `replicas: at least ${least}`));
    }
    if (maxReplicas <= minReplicas) {
        const message = `${maxReplicas} replicas at most leave no room above the ${minReplicas}${where} there always are`;
        const expected = `more than ${minReplicas}`;
        found.push(at(['kubernetes', 'maxReplicas'], message, expected));
    }
    return found;
}
//# sourceMappingURL=scale.js.map