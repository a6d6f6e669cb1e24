/** Hand-written histories: the fault is at 1,000 ms, operations are due as the test says. */
export const FAULT_AT_MS = 1000;
export function op(dueMs, outcome = 'ok', rest = {}) {
    const sentMs = rest.sentMs ?? dueMs;
    return {
        id: `id-${dueMs}`,
        dueMs,
        sentMs,
        endedMs: rest.endedMs ?? sentMs + 2,
        outcome,
        detail: outcome === 'ok' ? '201' : outcome === 'failed' ? '503' : 'timeout',
        ...rest,
    };
}
/** Operations due every `periodMs` from `fromMs` to before `toMs`; `outcomeOf` decides each. */
export function steady(fromMs, toMs, periodMs, outcomeOf = () => 'ok') {
    return Array.from({ length: Math.round((toMs - fromMs) / periodMs) }, (_, k) => {
        const dueMs = fromMs + k * periodMs;
        return op(dueMs, outcomeOf(dueMs));
    });
}
/** A record of these operations in which every acknowledged write is found exactly once. */
export function record(operations, rest = {}) {
    const found = new Map(operations.map((one) => [one.id, one.outcome === 'ok' ? 1 : 0]));
    return {
        fault: 'kill store primary',
        trial: 1,
        periodMs: 10,
        startMs: 0,
        endMs: 5000,
        faultAtMs: FAULT_AT_MS,
        operations,
        found,
        grants: [],
        writers: [],
        events: [],
        ...rest,
    };
}
/**
 * Writes at 200/s through a balancer that is cut off for 3 s: none fails, each waits for the heal.
 * The fault is at 1,000 ms.
 */
export function blackout(rest = {}) {
    const operations = steady(0, 9000, 5).map((one) => one.dueMs >= FAULT_AT_MS && one.dueMs < 4000
        ? { ...one, endedMs: 4000 + (one.dueMs - FAULT_AT_MS) / 100 }
        : one);
    return record(operations, { periodMs: 5, endMs: 9000, ...rest });
}
export const contract = {
    service: 'checkout',
    promise: {
        availability: { objective: 0.9995, agreement: 0.999, windowMs: 30 * 86_400_000 },
        latency: { objective: 0.99, belowMs: 300 },
        rtoMs: 1000,
        rpoMs: 0,
    },
    topology: 'active-active',
    regions: ['local'],
    app: {
        run: ['node', 'server.js'],
        replicas: 3,
        health: { live: '/health/live', ready: '/health/ready' },
        hosts: [],
        environment: {},
        startTimeoutMs: 15_000,
        stopTimeoutMs: 10_000,
    },
    stores: [
        {
            name: 'orders',
            engine: 'postgres',
            members: 3,
            replication: 'synchronous',
            failover: { heartbeatMs: 100, deadlineMs: 300 },
        },
    ],
    balancer: {
        engine: 'embedded',
        hosts: [],
        interface: 'eth0',
        port: 0,
        checkEveryMs: 200,
        attemptTimeoutMs: 2000,
        maxAttempts: 3,
        maxConnectionsPerReplica: 128,
    },
    workload: {
        kind: 'sql',
        store: 'orders',
        ratePerSecond: 100,
        arrivals: 'fixed',
        timeoutMs: 5000,
    },
    calls: [],
    assumptions: { host: { mtbfMs: 720 * 3_600_000, mttrMs: 1_800_000 } },
    slo: { source: 'service', floor: 5, indicators: [], alerts: {} },
    proof: {
        trials: 3,
        recoveryTimeoutMs: 12_000,
        seed: 1,
        faults: [
            {
                sentence: 'kill store primary',
                steps: [{ verb: 'kill', target: { kind: 'store', role: 'primary' } }],
            },
        ],
    },
};
//# sourceMappingURL=histories.test.data.js.map