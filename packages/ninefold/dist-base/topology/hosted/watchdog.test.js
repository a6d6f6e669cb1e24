import { expect, it } from 'vitest';
import { watchWatchdog } from './watchdog.js';
/** A device and a clock that the test moves: each look is one step. */
function scene() {
    let nowMs = 0;
    let written = '';
    let bites = 0;
    let wake;
    const clock = {
        monotonicMs: () => nowMs,
        wallMs: () => nowMs,
        sleep: () => new Promise((resolve) => {
            wake = resolve;
        }),
    };
    const watchdog = watchWatchdog({
        read: () => {
            const all = written;
            written = '';
            return all;
        },
        clock,
        onBite: () => (bites += 1),
    });
    return {
        bites: () => bites,
        async step(text, ms) {
            written += text;
            wake?.();
            await Promise.resolve();
            nowMs += ms;
            wake?.();
            await Promise.resolve();
        },
        disarm: () => {
            watchdog.disarm();
        },
    };
}
it('bites once when it is not kept quiet for its time, and not before', async () => {
    const { step, bites } = scene();
    await step('Ctimeout=5\n', 4999);
    await step('1', 4999);
    expect(bites()).toBe(0);
    await step('', 1);
    expect(bites()).toBe(1);
    await step('', 60_000);
    expect(bites()).toBe(1);
});
it('reads a command that comes in pieces', async () => {
    const { step, bites } = scene();
    await step('Ctime', 10);
    await step('out=2\n1', 1999);
    expect(bites()).toBe(0);
    await step('', 1);
    expect(bites()).toBe(1);
});
it('is quiet until it is armed, after it is disarmed, and when its host has no power', async () => {
    const { step, bites, disarm } = scene();
    await step('', 60_000);
    await step('Ctimeout=5\n1V', 60_000);
    await step('Ctimeout=5\n', 1000);
    disarm();
    await step('', 60_000);
    expect(bites()).toBe(0);
});
//# sourceMappingURL=watchdog.test.js.map