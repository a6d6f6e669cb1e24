import { guardedDependency } from './dependency.js';
import { countFigure, figureBook, losesNothing } from './figures.js';
import { availabilityOf } from './nines.js';
/**
 * The block diagram of a contract. Members are dealt out to the regions, and within each to its
 * zones, in turn; each has a host of its own. Balancers stand in every region. A synchronous store
 * needs its primary and one standby, since a write is acknowledged when a standby has it too.
 *
 * @param measured recovery times of past proofs, which take the place of assumed ones
 */
export function designOf(contract, measured = nothingMeasured) {
    const book = figureBook();
    const builder = designBuilder(contract, book);
    addBalancers(contract, book, builder, measured);
    addApp(contract, book, builder, measured);
    for (const store of contract.stores)
        addStore(store, contract, book, builder, measured);
    for (const call of directCalls(contract.calls))
        addCall(call, contract, book, builder);
    addCauses(contract, book, builder);
    if (measured.observed !== undefined)
        noteObserved(book, measured.observed);
    return {
        service: contract.service,
        units: builder.units,
        tiers: builder.tiers,
        figures: book.all(),
    };
}
const nothingMeasured = { recoveries: [] };
function designBuilder(contract, book) {
    const { assumptions, regions } = contract;
    const repair = assumptions.repair ?? 'lognormal';
    const units = [];
    const tiers = [];
    const add = (unit) => units.push(unit) - 1;
    const figure = (name, stated) => book.take(name, stated);
    const zoneCount = countFigure('assumptions.zone.count', assumptions.zone?.count, 1, 'all in one zone');
    book.note(zoneCount);
    const region = {
        mtbfMs: figure('region.mtbf', assumptions.region?.mtbfMs),
        mttrMs: figure('region.mttr', assumptions.region?.mttrMs),
    };
    const zone = {
        mtbfMs: figure('zone.mtbf', assumptions.zone?.mtbfMs),
        mttrMs: figure('zone.mttr', assumptions.zone?.mttrMs),
    };
    const places = regions.map((name) => ({
        region: add({ name: `region ${name}`, kind: 'region', ...region, repair }),
        zones: Array.from({ length: zoneCount.value }, (_, index) => add({ name: `zone ${name}-${index + 1}`, kind: 'zone', ...zone, repair })),
    }));
    const host = {
        mtbfMs: figure('host.mtbf', assumptions.host.mtbfMs),
        mttrMs: figure('host.mttr', assumptions.host.mttrMs),
    };
    const beta = figure('commonCause', assumptions.commonCause);
    const single = (name, kind, mtbfMs, mttrMs, fixed) => {
        if (!Number.isFinite(mtbfMs))
            return;
        const own = add({ name, kind, mtbfMs, mttrMs, repair: fixed === true ? 'fixed' : repair });
        tiers.push({ name, kind, members: [{ own, shared: [] }], needed: 1 });
    };
    return {
        units,
        tiers,
        single,
        hosts({ count, ...tier }) {
            // With one member its common cause is no other than its own.
            const alone = count === 1 ? 1 : 1 - beta;
            const members = Array.from({ length: count }, (_, index) => {
                const place = places[index % places.length];
                const turn = Math.floor(index / places.length) % zoneCount.value;
                const shared = place === undefined ? [] : [place.region, place.zones[turn] ?? 0];
                const name = count === 1 ? tier.name : `${tier.name}[${index}]`;
                const mtbfMs = host.mtbfMs / alone;
                return { own: add({ name, kind: 'host', mtbfMs, mttrMs: host.mttrMs, repair }), shared };
            });
            const crews = assumptions.repairCrews;
            tiers.push({ ...tier, members, ...(crews === undefined ? {} : { crews }) });
            if (count > 1 && beta > 0) {
                single(`${tier.name} common cause`, 'cause', host.mtbfMs / beta, host.mttrMs);
            }
        },
    };
}
/** The chances and times that every failover shares. */
function failoverFigures({ assumptions: { failover } }, book) {
    const noticed = book.take('failover.coverage', failover?.coverage);
    const works = book.take('failover.success', failover?.success);
    return {
        coverage: noticed * works,
        manualMs: book.take('failover.manual', failover?.manualMs),
    };
}
function addBalancers(contract, book, builder, measured) {
    const { assumptions, regions } = contract;
    const perRegion = countFigure('assumptions.balancer.members', assumptions.balancer?.members, 1, 'one balancer in each region');
    book.note(perRegion);
    const count = perRegion.value * regions.length;
    const [takeover, elsewhere] = [
        perRegion.value > 1 ? book.take('balancer.failover', assumptions.balancer?.failoverMs) : 0,
        regions.length > 1 ? book.take('region.failover', assumptions.region?.failoverMs) : 0,
    ];
    const assumed = perRegion.value > 1 ? takeover : elsewhere;
    const recovery = recoveryOf(measured, 'balancer');
    if (recovery !== undefined && count > 1)
        noteMeasured(book, 'balancer', recovery);
    const durationMs = recovery?.typicalMs ?? assumed;
    builder.hosts({
        name: 'balancer',
        kind: 'balancer',
        count,
        needed: 1,
        ...(count === 1
            ? {}
            : {
                failover: {
                    active: regions.length > 1 ? 'all' : 'one',
                    durationMs,
                    sharedDurationMs: regions.length > 1 ? elsewhere : durationMs,
                    ...failoverFigures(contract, book),
                    lagMs: 0,
                    ...worst(recovery),
                },
            }),
    });
}
/**
 * A replica that fails is one of n that serve, so it costs its share until a check takes it out of
 * rotation; where the balancer tries another replica, nothing.
 */
function addApp(contract, book, builder, measured) {
    const { app, balancer, assumptions } = contract;
    if (app === undefined)
        return;
    const needed = countFigure('assumptions.app.needed', assumptions.app?.needed, Math.ceil(app.replicas / 2), 'half of the replicas carry the load');
    book.note(needed);
    const recovery = recoveryOf(measured, 'app');
    if (recovery !== undefined && app.replicas > 1)
        noteMeasured(book, 'app', recovery);
    const durationMs = recovery?.typicalMs ?? (balancer.maxAttempts > 1 ? 0 : balancer.checkEveryMs);
    builder.hosts({
        name: 'app',
        kind: 'app',
        count: app.replicas,
        needed: needed.value,
        ...(app.replicas === 1
            ? {}
            : {
                failover: {
                    active: 'all',
                    durationMs,
                    sharedDurationMs: durationMs,
                    ...failoverFigures(contract, book),
                    lagMs: 0,
                    ...worst(recovery),
                },
            }),
    });
}
function addStore(store, contract, book, builder, measured) {
    const { failover: assumed } = contract.assumptions;
    const name = `stores.${store.name}`;
    const recovery = recoveryOf(measured, name);
    let durationMs = 0;
    if (store.members > 1) {
        if (recovery === undefined) {
            const promoteMs = book.take('failover.promote', assumed?.promoteMs);
            durationMs = store.failover.deadlineMs + promoteMs;
            book.note({
                path: `${name}.failover`,
                value: durationMs,
                unit: 'ms',
                source: 'assumed',
                because: 'the deadline of its heartbeats, and the promotion',
            });
        }
        else {
            durationMs = recovery.typicalMs;
            noteMeasured(book, name, recovery);
        }
    }
    builder.hosts({
        name,
        kind: 'store',
        count: store.members,
        needed: store.replication === 'synchronous' && store.members > 1 ? 2 : 1,
        ...(store.members === 1
            ? {}
            : {
                failover: {
                    active: 'one',
                    durationMs,
                    sharedDurationMs: durationMs,
                    ...failoverFigures(contract, book),
                    lagMs: losesNothing(store) ? 0 : book.take('failover.lag', assumed?.lagMs),
                    ...worst(recovery),
                },
            }),
    });
}
/** A call goes through those that it needs: reached only together, guarded together. */
function addCall(call, contract, book, builder) {
    const { assumptions, calls } = contract;
    const name = `calls.${call.name}`;
    const mttrMs = book.take('call.mttr', assumptions.call?.mttrMs);
    const correlated = book.take('call.correlated', assumptions.call?.correlated);
    const availability = throughNeeds(call, calls);
    book.note({
        path: name,
        value: availability,
        unit: 'ratio',
        source: 'contract',
        because: call.needs === undefined || call.needs.length === 0
            ? 'its agreement, as the contract says'
            : `its agreement, and those of ${call.needs.join(', ')}`,
    });
    const { afterFallback } = guardedDependency(1 - availability, mttrMs, {
        attempts: call.attempts,
        correlated,
        fallback: call.fallback ?? 0,
        cache: call.cache ?? { hits: 0, lastsMs: 0 },
    });
    if (afterFallback === 0)
        return;
    // As often as the dependency is away, and shorter by what its guards serve meanwhile.
    const mtbfMs = (mttrMs * availability) / (1 - availability);
    builder.single(name, 'call', mtbfMs, (mtbfMs * afterFallback) / (1 - afterFallback));
}
/** The calls that no other call needs: the others are reached through those. */
function directCalls(calls) {
    const needed = new Set(calls.flatMap(({ needs = [] }) => needs));
    return calls.filter(({ name }) => !needed.has(name));
}
function throughNeeds(call, calls) {
    const reached = new Set([call]);
    for (const { needs = [] } of reached) {
        for (const other of calls)
            if (needs.includes(other.name))
                reached.add(other);
    }
    return [...reached].reduce((product, { availability }) => product * availability, 1);
}
function addCauses({ assumptions }, book, builder) {
    const { deploy, configuration, human, maintenance } = assumptions;
    const everyMs = book.take('deploy.every', deploy?.everyMs);
    const failures = book.take('deploy.failures', deploy?.failures);
    builder.single('deploy', 'cause', everyMs / failures, book.take('deploy.mttr', deploy?.mttrMs));
    for (const [name, stated] of [
        ['configuration', configuration],
        ['human', human],
    ]) {
        const mtbfMs = book.take(`${name}.mtbf`, stated?.mtbfMs);
        builder.single(name, 'cause', mtbfMs, book.take(`${name}.mttr`, stated?.mttrMs));
    }
    if (maintenance !== undefined) {
        const upMs = maintenance.everyMs - maintenance.lastsMs;
        builder.single('maintenance', 'cause', upMs, maintenance.lastsMs, true);
    }
}
function recoveryOf(measured, tier) {
    return measured.recoveries.find((recovery) => recovery.tier === tier);
}
function worst(recovery) {
    return recovery === undefined ? {} : { worstMs: recovery.worstMs };
}
/** The service as a whole, as production saw it: a figure to compare, no input of the model. */
function noteObserved(book, { incidents, mtbfMs, mttrMs }) {
    const because = `${incidents} ${incidents === 1 ? 'incident' : 'incidents'} of ninefold postmortem: the mean`;
    const note = (path, value, unit) => {
        if (value !== undefined)
            book.note({ path, value, unit, source: 'measured', because });
    };
    note('observed.mtbf', mtbfMs, 'ms');
    note('observed.mttr', mttrMs, 'ms');
    if (mtbfMs !== undefined && mttrMs !== undefined) {
        note('observed.availability', availabilityOf(mtbfMs, mttrMs), 'ratio');
    }
}
function noteMeasured(book, tier, recovery) {
    const figure = {
        path: `${tier}.failover`,
        value: recovery.typicalMs,
        unit: 'ms',
        source: 'measured',
        because: `${recovery.trials} ${recovery.trials === 1 ? 'trial' : 'trials'} of "${recovery.fault}": the median`,
    };
    book.note(figure);
}
//# sourceMappingURL=design-of.js.map