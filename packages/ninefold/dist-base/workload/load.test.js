import { expect, it } from 'vitest';
import { seededRandom } from '../clock/random.js';
import { liveCounters, readCounters, sharedCounters } from './live-counters.js';
import { startLoad } from './load.js';
import { createRecorder, operationsOf } from './recorder.js';
import { createSchedule } from './schedule.js';
/** A clock that the test moves; whoever sleeps wakes when it has moved far enough. */
function movedClock() {
    let nowMs = 0;
    let sleepers = [];
    return {
        monotonicMs: () => nowMs,
        wallMs: () => nowMs,
        sleep: (delayMs) => new Promise((resolve) => {
            sleepers.push({ atMs: nowMs + delayMs, wake: () => resolve() });
        }),
        async moveTo(toMs) {
            nowMs = toMs;
            const due = sleepers.filter(({ atMs }) => atMs <= toMs);
            sleepers = sleepers.filter(({ atMs }) => atMs > toMs);
            for (const { wake } of due)
                wake();
            // Lets those who woke run to their next wait.
            for (let turn = 0; turn < 5; turn++)
                await Promise.resolve();
        },
    };
}
/** A load of 100/s over a client whose writes end when the test says so, or expire. */
function load(maxInFlight = 1000) {
    const clock = movedClock();
    const open = new Map();
    const client = {
        write(id, settle) {
            open.set(id, settle);
            return {
                get settled() {
                    return !open.has(id);
                },
                expire: () => end(id, { outcome: 'unknown', detail: 'timeout' }),
            };
        },
    };
    function end(id, judgement) {
        const settle = open.get(id);
        open.delete(id);
        settle?.(judgement);
    }
    const shared = sharedCounters();
    const recorder = createRecorder('run', 1);
    const running = startLoad({
        schedule: createSchedule({
            ratePerSecond: 100,
            arrivals: 'fixed',
            startMs: 0,
            random: seededRandom(1),
        }),
        client: client,
        recorder,
        counters: liveCounters(shared),
        runId: 'run',
        firstSequence: 1,
        timeoutMs: 1000,
        maxInFlight,
        clock,
    });
    return { clock, open, end, running, counters: () => readCounters(shared), recorder };
}
const acknowledged = { outcome: 'ok', detail: '201' };
it('sends nothing early, and asks to be woken when the next operation is due', async () => {
    const { clock, open, running } = load();
    expect(running.pump()).toBe(10);
    expect(open.size).toBe(1);
    await clock.moveTo(9.9);
    expect(running.pump()).toBe(10);
    expect(open.size).toBe(1);
});
it('after a delay sends all that became due, each with its own due time and lag', async () => {
    const { clock, open, end, running, recorder, counters } = load();
    running.pump();
    await clock.moveTo(95);
    running.pump();
    expect(open.size).toBe(10);
    for (const id of open.keys())
        end(id, acknowledged);
    await running.stop();
    const operations = operationsOf(recorder.columns());
    expect(operations.map(({ dueMs }) => dueMs)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(operations[1]).toMatchObject({ sentMs: 95, endedMs: 95, outcome: 'ok' });
    expect(counters()).toMatchObject({ sent: 10, ok: 10, inFlight: 0 });
});
it('is called again at once when a burst was not enough', async () => {
    const { clock, open, running } = load();
    await clock.moveTo(995);
    expect(running.pump()).toBeLessThan(995);
    expect(open.size).toBeLessThan(100);
    running.pump();
    expect(open.size).toBe(100);
});
it('expires what got no answer, and stops only when every outcome is known', async () => {
    const { clock, open, running, recorder } = load();
    running.pump();
    await clock.moveTo(15);
    const stopped = running.stop();
    expect(open.size).toBe(2);
    expect(running.pump()).toBe(Infinity);
    await clock.moveTo(1000);
    expect(open.size).toBe(1);
    await clock.moveTo(1015);
    expect(await stopped).toBe(15);
    expect(operationsOf(recorder.columns())).toMatchObject([
        { dueMs: 0, endedMs: 1000, outcome: 'unknown', detail: 'timeout' },
        { dueMs: 10, endedMs: 1015, outcome: 'unknown', detail: 'timeout' },
    ]);
});
it('records what exceeds the bound as failed, without sending it', async () => {
    const { clock, open, end, running, recorder, counters } = load(2);
    await clock.moveTo(35);
    running.pump();
    expect(open.size).toBe(2);
    expect(counters().overloaded).toBe(2);
    for (const id of open.keys())
        end(id, acknowledged);
    await running.stop();
    const outcomes = operationsOf(recorder.columns()).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['ok', 'ok', 'failed', 'failed']);
});
//# sourceMappingURL=load.test.js.map