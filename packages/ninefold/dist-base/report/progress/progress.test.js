import { expect, test } from 'vitest';
import { initialProgress, progress } from './progress.js';
import { renderPlainLine, renderProgress } from './render-progress.js';
const after = (...signals) => signals.reduce(progress, initialProgress(1000));
const event = (kind, member, term) => ({
    kind: 'event',
    event: {
        atMs: 1500,
        kind,
        text: 'it happened',
        ...(member === undefined ? {} : { member }),
        ...(term === undefined ? {} : { term }),
    },
});
const client = (atMs, ok, failed = 0) => ({
    kind: 'client',
    atMs,
    ok,
    failed,
    unknown: 0,
});
test('follows each member by its last event', () => {
    const { members } = after(event('started', 'orders[0]'), event('started', 'orders[1]'), event('fault', 'orders[0]'), event('promoted', 'orders[1]', 2), event('note', 'orders[1]'), event('note'));
    expect([...members].map(([name, { status, health }]) => [name, status, health])).toEqual([
        ['orders[0]', 'fault injected', 'down'],
        ['orders[1]', 'primary, term 2', 'up'],
    ]);
});
test('counts clients per second over the last second', () => {
    expect(after(client(1000, 0)).client).toBeUndefined();
    const state = after(client(1000, 0), client(1500, 100), client(2500, 300, 10));
    expect(state.client).toEqual({ okPerSecond: 200, notOkPerSecond: 10 });
});
test('starts counting anew when a new workload does', () => {
    const state = after(client(1000, 500), client(2000, 700), client(2100, 20), client(2600, 120));
    expect(state.client?.okPerSecond).toBe(200);
});
test('keeps a bounded number of counts', () => {
    const signals = Array.from({ length: 1000 }, (_, i) => client(1000 + i / 10, i));
    expect(after(...signals).counts.length).toBeLessThanOrEqual(64);
});
test('draws lines that fit the width, one for each member', () => {
    const state = after({ kind: 'trial', fault: 'kill store primary', trial: 2, trials: 5, number: 7, total: 15 }, { kind: 'phase', phase: 'under load' }, client(1000, 0), client(2000, 199, 1), event('ready', 'app[0]'), event('fenced', 'orders[0]'));
    expect(renderProgress(state, 3000, { color: false, width: 100 })).toEqual([
        'kill store primary, trial 2 of 5 (7 of 15 in all): under load',
        '  2 s elapsed  ·  clients 199 ok/s, 1 not ok/s',
        '  ● app[0]     ready  1.5 s',
        '  ○ orders[0]  fenced  1.5 s',
    ]);
    for (const line of renderProgress(state, 3000, { color: false, width: 20 }))
        expect(line.length).toBeLessThanOrEqual(20);
    expect(renderProgress(state, 3000, { color: true, width: 100 }).join('')).toContain('\u001b[3');
});
test('writes an event as a plain line without escape sequences', () => {
    const line = renderPlainLine({ atMs: 2234, kind: 'promoted', member: 'orders[1]', term: 2, text: '\u001b[31mred\nnew' }, 1000);
    expect(line).toBe('   1.234 s  promoted    orders[1]     �[31mred new (term 2)');
});
//# sourceMappingURL=progress.test.js.map