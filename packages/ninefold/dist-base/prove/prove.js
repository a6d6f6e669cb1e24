import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../clock/random.js';
import { judgeTrial } from '../history/judge-trial.js';
import { EnvironmentError, UnsupportedError, messageOf } from '../ports/errors.js';
import { proportionalMemoryBytes } from '../supervisor/process-table.js';
import { bootTopology } from '../topology/topology.js';
import { startWorkload } from '../workload/workload.js';
import { runTrial } from './run-trial.js';
import { watchWriters } from './writer-watch.js';
/** A trial that proves nothing, since the generator fell behind, is repeated so often. */
const REPEATS_OF_A_VOID_TRIAL = 2;
/**
 * Boots the topology, breaks it as often as the contract asks, and brings back what was recorded.
 * Whatever happens, nothing is left running.
 *
 * @throws EnvironmentError when a member can't start or the system is not well before a fault
 */
export async function prove(options) {
    const { contract, clock, onProgress } = options;
    const random = seededRandom(contract.proof.seed);
    /** Aborted when the topology can't be watched any more. */
    const failing = new AbortController();
    const signal = AbortSignal.any([options.signal, failing.signal]);
    const run = {
        ...options,
        signal,
        random,
        stageNumber: () => stages,
        onNote: (text) => {
            onProgress({ kind: 'event', event: { atMs: clock.monotonicMs(), kind: 'note', text } });
        },
        onFailure: (error) => {
            failing.abort(new EnvironmentError(`the failover agent can't go on: ${messageOf(error)}`, {
                cause: error,
            }));
        },
    };
    const records = [];
    const unsupported = [];
    let stage;
    let stages = 0;
    let memoryBytes = 0;
    let engineVersion;
    let bootMs = 0;
    const total = contract.proof.faults.length * contract.proof.trials;
    let number = 0;
    try {
        for (const fault of contract.proof.faults) {
            for (let trial = 1; trial <= contract.proof.trials; trial++) {
                number += 1;
                onProgress({
                    kind: 'trial',
                    fault: fault.sentence,
                    trial,
                    trials: contract.proof.trials,
                    number,
                    total,
                });
                for (let repeat = 0; repeat <= REPEATS_OF_A_VOID_TRIAL; repeat++) {
                    if (!stage) {
                        onProgress({ kind: 'phase', phase: 'boot' });
                        const startMs = clock.monotonicMs();
                        stages += 1;
                        stage = await setStage(run);
                        bootMs = Math.max(bootMs, clock.monotonicMs() - startMs);
                        engineVersion = stage.topology.stores[0]?.engineVersion;
                    }
                    const record = await attempt(run, stage, fault, trial, unsupported);
                    memoryBytes = Math.max(memoryBytes, memoryOf(stage.topology));
                    if (!record)
                        break;
                    records.push(record);
                    // What did not heal can't be broken again: the next trial gets a new one.
                    if (record.brokenBecause !== undefined) {
                        await stage.close();
                        stage = undefined;
                    }
                    if (!judgeTrial(contract.promise, record).isVoid)
                        break;
                }
                if (unsupported.some((one) => one.fault === fault.sentence))
                    break;
            }
        }
    }
    finally {
        onProgress({ kind: 'phase', phase: 'clean up' });
        await stage?.close();
    }
    signal.throwIfAborted();
    return { records, unsupported, engineVersion, memoryBytes, bootMs };
}
async function setStage(run) {
    const { contract, directory, clock, random, signal, onProgress, onFailure } = run;
    let events = [];
    const grants = [];
    const onEvent = (event) => {
        events.push(event);
        if (event.kind === 'granted' && event.member !== undefined && event.term !== undefined) {
            const store = event.member.slice(0, event.member.indexOf('['));
            // The agent may record the same grant more than once; the first is when it began.
            if (!grants.some((grant) => grant.store === store && grant.term === event.term)) {
                grants.push({ store, member: event.member, term: event.term, atMs: event.atMs });
            }
        }
        onProgress({ kind: 'event', event });
    };
    const steps = contract.proof.faults.flatMap((fault) => fault.steps);
    const topology = await bootTopology({
        contract,
        directory,
        linked: steps.some(({ verb }) => LINK_VERBS.has(verb)),
        bounded: steps.some(({ verb }) => verb === 'fill'),
        clock,
        random,
        onEvent,
        onFailure,
        signal,
    });
    const watches = [];
    let workload;
    const close = async () => {
        signal.removeEventListener('abort', closeWorkload);
        for (const watch of watches)
            watch.close();
        try {
            await workload?.close();
        }
        finally {
            keepLogs(run, topology.runDirectory);
            await topology.close();
        }
    };
    /** Its requests may hang for long; closed, they reject at once. */
    const closeWorkload = () => {
        workload?.close().catch(() => undefined);
    };
    signal.addEventListener('abort', closeWorkload, { once: true });
    try {
        const { workload: spec } = contract;
        workload = await startWorkload({
            spec,
            baseUrls: topology.baseUrls,
            ...(spec.kind === 'sql' ? { storeUrl: topology.storeUrl(spec.store) } : {}),
            runId: randomBytes(4).toString('hex'),
            seed: contract.proof.seed,
        });
        for (const store of topology.stores) {
            watches.push(watchWriters(store.spec.name, store.members, clock));
        }
        return {
            topology,
            workload,
            onEvent,
            takeEvents: () => {
                const taken = events;
                events = [];
                return taken;
            },
            takeWriters: () => watches.flatMap((watch) => watch.take()),
            grants: () => [...grants],
            close,
        };
    }
    catch (error) {
        await close();
        throw error;
    }
}
/** Logs are a help, not the result: a full disk must not cost the verdict. */
function keepLogs({ logFolder, stageNumber, onNote }, runDirectory) {
    if (logFolder === undefined)
        return;
    const folder = join(logFolder, String(stageNumber()));
    try {
        cpSync(join(runDirectory, 'logs'), folder, { recursive: true });
    }
    catch (error) {
        onNote(`the members' logs could not be kept in ${folder}: ${messageOf(error)}`);
    }
}
const LINK_VERBS = new Set([
    'partition',
    'delay',
    'drop',
    'reset',
    'throttle',
]);
/** Undefined when the fault can't be injected on this machine; the reason is noted. */
async function attempt(run, stage, fault, trial, unsupported) {
    const { contract, clock, random, signal, onProgress } = run;
    onProgress({ kind: 'phase', phase: 'trial' });
    try {
        return await runTrial({
            contract,
            fault,
            trial,
            topology: stage.topology,
            workload: stage.workload,
            clock,
            random,
            signal,
            onEvent: stage.onEvent,
            onCounters: ({ ok, failed, unknown }) => {
                onProgress({ kind: 'client', atMs: clock.monotonicMs(), ok, failed, unknown });
            },
            takeEvents: stage.takeEvents,
            takeWriters: stage.takeWriters,
            grants: stage.grants,
        });
    }
    catch (error) {
        // What failed since we were told to stop fails for that reason alone.
        signal.throwIfAborted();
        if (!(error instanceof UnsupportedError))
            throw error;
        unsupported.push({ fault: fault.sentence, reason: error.message });
        return undefined;
    }
}
function memoryOf(topology) {
    return topology.members
        .flatMap((member) => member.process()?.pids() ?? [])
        .reduce((sum, pid) => sum + proportionalMemoryBytes(pid), 0);
}
//# sourceMappingURL=prove.js.map