import { formatDuration } from './duration.js';
import { at } from './located-mistake.js';
import { readableParts } from './schema-walk.js';
import { assumptions as assumptionsSchema } from './planning-schema.js';
/** Numbers of a plan that no system can have. */
export function planningChecks(draft) {
    return [
        ...somethingMayFail(draft),
        ...enoughReplicas(draft),
        ...maintenanceEnds(draft),
        ...callsMayFail(draft),
        ...callsHaveNoCycle(draft),
    ];
}
function somethingMayFail({ availability, isShortAvailability }) {
    if (availability.objective !== 1)
        return [];
    const path = ['promise', 'availability', ...(isShortAvailability ? [] : ['objective'])];
    return [at(path, 'nothing is available 100% of the time', 'less, such as 99.99%')];
}
function enoughReplicas({ app, assumptions }) {
    const needed = readableParts(assumptionsSchema, assumptions).app?.needed;
    const replicas = app?.replicas;
    if (needed === undefined || replicas === undefined || needed <= replicas)
        return [];
    return [
        at(['assumptions', 'app', 'needed'], `${needed} replicas are needed, and there are ${replicas}`, `at most ${replicas}, or more app.replicas`),
    ];
}
function maintenanceEnds({ assumptions }) {
    const { maintenance } = readableParts(assumptionsSchema, assumptions);
    if (maintenance === undefined || maintenance.lasts < maintenance.every)
        return [];
    return [
        at(['assumptions', 'maintenance', 'lasts'], `a downtime of ${formatDuration(maintenance.lasts)} every ${formatDuration(maintenance.every)} never ends`, `less than ${formatDuration(maintenance.every)}`),
    ];
}
function callsMayFail({ calls }) {
    return [...calls].flatMap(([name, { availability, short }]) => availability === 1
        ? [
            at(short ? ['calls', name] : ['calls', name, 'availability'], 'nothing is available 100% of the time', 'less, such as 99.99%'),
        ]
        : []);
}
/** Each need names a call, and no call needs itself, by whatever way. */
function callsHaveNoCycle({ calls }) {
    const found = [];
    for (const [name, { needs }] of calls) {
        for (const [index, need] of needs.entries()) {
            const path = ['calls', name, 'needs', index];
            if (!calls.has(need)) {
                found.push(at(path, `there is no call "${need}"`, `one of ${[...calls.keys()].join(', ')}`));
                continue;
            }
            const way = wayTo(name, need, calls);
            if (way !== undefined)
                found.push(at(path, `${[name, ...way].join(' needs ')}`, 'calls without a cycle'));
        }
    }
    return found;
}
/** The way from one call to another along needs, depth first. */
function wayTo(target, from, calls) {
    const seen = new Set();
    const walk = (name) => {
        if (name === target)
            return [name];
        if (seen.has(name))
            return undefined;
        seen.add(name);
        for (const need of calls.get(name)?.needs ?? []) {
            const rest = walk(need);
            if (rest !== undefined)
                return [name, ...rest];
        }
        return undefined;
    };
    return walk(from);
}
//# sourceMappingURL=planning-checks.js.map