import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRestartingMember } from './restarting-member.js';
let folder;
let nowMs;
let sleeps;
let started;
let member;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ninefold-restart-'));
    nowMs = 0;
    sleeps = [];
    started = [];
});
afterEach(() => {
    member.close();
    rmSync(folder, { recursive: true, force: true });
});
/** Time that passes when somebody sleeps. */
const clock = {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs,
    sleep: (delayMs, signal) => {
        signal?.throwIfAborted();
        sleeps.push(delayMs);
        nowMs += delayMs;
        return Promise.resolve();
    },
};
function process() {
    const logFile = join(folder, 'log');
    writeFileSync(logFile, 'the last words\n');
    let end = () => undefined;
    const exited = new Promise((resolve) => (end = resolve));
    const made = {
        member: 'app[0]',
        pid: 1,
        logFile,
        child: spawn('true'),
        exited,
        hasExited: () => false,
        pids: () => [],
        signal: () => undefined,
        kill: () => Promise.resolve(),
        freeze: () => undefined,
        thaw: () => undefined,
    };
    started.push({ process: made, end });
    return made;
}
/** Lets everything go on that waits for nothing but its turn. */
async function settle() {
    for (let turn = 0; turn < 50; turn++)
        await Promise.resolve();
}
function make(ready = () => Promise.resolve()) {
    member = createRestartingMember({
        name: 'app[0]',
        clock,
        start: () => Promise.resolve(process()),
        ready: (_process, signal) => Promise.race([
            ready(),
            new Promise((_, reject) => {
                signal.addEventListener('abort', () => reject(signal.reason));
            }),
        ]),
    });
    return member;
}
const never = new AbortController().signal;
it('starts a member again soon, however often, when it got ready and lived', async () => {
    await make().begin(never);
    for (let round = 0; round < 5; round++) {
        nowMs += 1_000;
        started.at(-1)?.end({ code: 0, signal: null });
        await settle();
    }
    expect(started).toHaveLength(6);
    expect(sleeps).toEqual([20, 20, 20, 20, 20]);
});
it('waits longer each time for one that dies young', async () => {
    await make().begin(never);
    for (let round = 0; round < 4; round++) {
        started.at(-1)?.end({ code: 1, signal: null });
        await settle();
    }
    expect(sleeps).toEqual([20, 40, 80, 160]);
});
it('tells why the first start failed, with the end of the log', async () => {
    const beginning = make(() => new Promise(() => undefined)).begin(never);
    await settle();
    started.at(-1)?.end({ code: 7, signal: null });
    await expect(beginning).rejects.toThrow(/exit 7.*\nthe last words/s);
});
it('does not start again while it is held', async () => {
    await make().begin(never);
    member.hold();
    started.at(-1)?.end({ code: 0, signal: null });
    await settle();
    expect(started).toHaveLength(1);
    member.release();
    await settle();
    expect(started).toHaveLength(2);
});
//# sourceMappingURL=restarting-member.test.js.map