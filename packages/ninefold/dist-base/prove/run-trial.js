import { until } from '../clock/until.js';
import { DeadlineError } from '../ports/errors.js';
import { injectFault } from './inject-fault.js';
import { hasRecovered, startRecoveryWatch, watchRecovery } from './recovery-watch.js';
/** The system is seen healthy under load for so long before it is broken. */
const WARM_UP_MS = 300;
const WARM_UP_OPERATIONS = 20;
const WARM_UP_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;
/** A service whose reads hang would keep us waiting for each of them. */
const READ_BACK_WITHIN_MS = 60_000;
/**
 * One trial: load, break, wait until clients are served again and everything is healed, stop, and
 * look for every write.
 *
 * @throws EnvironmentError when the system is not well before the fault, or the fault can't be
 * injected here; a system that does not recover is no error but a broken trial
 */
export async function runTrial(options) {
    const { contract, fault, topology, workload, clock, signal } = options;
    const periodMs = 1_000 / contract.workload.ratePerSecond;
    await topology.untilWhole(contract.proof.recoveryTimeoutMs, signal);
    options.takeEvents();
    options.takeWriters();
    let heal = () => Promise.resolve();
    let brokenBecause;
    let injected;
    let result;
    const startMs = await workload.start();
    try {
        await until(`${WARM_UP_OPERATIONS} operations to succeed before the fault`, () => workload.counters().ok >= WARM_UP_OPERATIONS && clock.monotonicMs() - startMs >= WARM_UP_MS, { clock, withinMs: WARM_UP_WITHIN_MS, signal });
        injected = await injectFault(fault, options, options.onEvent, (undo) => (heal = undo));
        brokenBecause = await untilRecovered(options, injected, periodMs);
    }
    finally {
        await heal();
        result = await workload.stop();
    }
    // Data are looked for when all has healed, also when that came too late for the promise.
    const notWell = await orReason(topology.untilWhole(contract.proof.recoveryTimeoutMs, signal));
    brokenBecause ??= notWell;
    const ids = result.operations.map(({ id }) => id);
    let found = new Map();
    const unread = await orReason(within(READ_BACK_WITHIN_MS, 'every write to be looked for', options, async () => {
        found = await workload.readBack(ids);
    }));
    brokenBecause ??= unread;
    return {
        fault: fault.sentence,
        trial: options.trial,
        periodMs,
        startMs: result.startMs,
        endMs: result.endMs,
        faultAtMs: injected.faultAtMs,
        faultInstantsMs: injected.instantsMs,
        operations: result.operations,
        found,
        grants: options.grants(),
        writers: options.takeWriters(),
        events: options.takeEvents(),
        ...(brokenBecause === undefined ? {} : { brokenBecause }),
    };
}
/** Why it did not recover in time; undefined when it did. */
async function untilRecovered({ contract, fault, topology, workload, clock, signal, onCounters }, injected, periodMs) {
    let healed = false;
    let healingFailed;
    injected.over.then(() => (healed = true), (error) => (healingFailed = error));
    let watch = startRecoveryWatch(workload.counters(), clock.monotonicMs());
    const lastsMs = clock.monotonicMs() - injected.faultAtMs;
    return orReason(until('clients to be served again without a break, and every member to be well', () => {
        if (healingFailed !== undefined)
            throw healingFailed;
        const nowMs = clock.monotonicMs();
        const counters = workload.counters();
        onCounters(counters);
        watch = watchRecovery(watch, counters, nowMs, periodMs);
        const isWhole = injected.staysDown || topology.isWhole();
        return healed && hasRecovered(watch, nowMs) && isWhole;
    }, {
        clock,
        withinMs: contract.proof.recoveryTimeoutMs + longestStepMs(fault) + lastsMs,
        everyMs: LOOK_EVERY_MS,
        signal,
    }).then(() => undefined));
}
/** Recovery may take its time after the last step that lasts is over. */
function longestStepMs({ steps }) {
    return Math.max(0, ...steps.map((step) => ('forMs' in step ? step.forMs : 0)));
}
/** @throws DeadlineError when it takes longer */
async function within(withinMs, what, { clock, signal }, act) {
    let done = false;
    const acting = act().finally(() => (done = true));
    await Promise.race([acting, until(what, () => done, { clock, withinMs, signal })]);
}
/** A condition that does not come true in time is a result; any other error is not. */
async function orReason(condition) {
    try {
        await condition;
        return undefined;
    }
    catch (error) {
        if (error instanceof DeadlineError)
            return error.message;
        throw error;
    }
}
//# sourceMappingURL=run-trial.js.map