import { describe, expect, test } from 'vitest';
import { judge } from '../../history/judge.js';
import { KILL, brokenRecords, keptRecords, sampleContract, sampleRecord, } from '../sample-records.test.data.js';
import { renderHtml } from './page.js';
import { readableWithoutSeeing } from './readable-page.test.suite.js';
const page = (records, contract = sampleContract) => renderHtml({
    verdict: judge(contract, records),
    records,
    contractText: `service: ${contract.service}\n`,
    unsupported: [{ fault: KILL, reason: 'needs <root>' }],
    environment: [['Node.js', '20.20.0']],
    startedAt: '2026-11-24 09:00 UTC',
    elapsedMs: 12_000,
});
test('says first in words whether the promise was kept', () => {
    expect(page(keptRecords())).toContain('>The promise was kept</h2>');
    expect(page(brokenRecords())).toContain('>The promise was broken</h2>');
    expect(page([])).toContain('>No ruling: not everything was tested</h2>');
});
test('says why a fault was not tried', () => {
    expect(page([])).toContain('No trial of this fault was run: needs &lt;root&gt;.');
});
test('stays under 1 MB with ten trials of 1,500 operations', () => {
    const records = Array.from({ length: 10 }, (_, i) => sampleRecord({ fault: KILL, trial: i + 1, seed: i + 1, outageMs: 300 + 100 * i, lost: 20 }));
    expect(page(records).length).toBeLessThan(1_000_000);
});
test('stays small when a trial has fifty times the operations', () => {
    const shape = { fault: KILL, trial: 1, seed: 1, outageMs: 3000, ratePerSecond: 10_000 };
    expect(page([sampleRecord({ ...shape, operations: 75_000 })]).length).toBeLessThan(300_000);
});
describe('is readable without seeing it', () => {
    const source = page(brokenRecords());
    readableWithoutSeeing(source, 5);
    test('colour is never the only sign: each ruling has its word', () => {
        for (const [, text = ''] of source.matchAll(/<span class="ruling[^>]*>(.*?)<\/span>(?=<\/)/g))
            expect(text).toMatch(/kept|broken|void|not tested/);
    });
});
test('loads nothing from anywhere and runs no script', () => {
    const source = page(brokenRecords());
    expect(source).not.toMatch(/<script|src=|url\(|@import|https?:/);
});
test('hostile names stay text', () => {
    const hostile = `</title><script>alert(1)</script>"'><img src=x onerror=alert(1)>\u0000`;
    const records = brokenRecords().map((record) => ({
        ...record,
        fault: hostile,
        brokenBecause: hostile,
        events: record.events.map((event) => ({ ...event, member: hostile, text: hostile })),
        operations: record.operations.map((op, i) => ({
            ...op,
            id: `${hostile}${i}`,
            detail: hostile,
        })),
        found: new Map(record.operations.map((_, i) => [`${hostile}${i}`, 0])),
    }));
    const source = page(records, { ...sampleContract, service: hostile });
    expect(source).not.toContain('<script');
    expect(source).not.toContain('<img');
    expect(source).not.toContain('\u0000');
    expect(source).toContain('&lt;script&gt;');
});
describe('a degenerate trial is drawn without a broken number', () => {
    const base = sampleRecord({ fault: KILL, trial: 1, seed: 1, outageMs: 100 });
    const cases = {
        'no operations': { ...base, operations: [], found: new Map() },
        'one operation': { ...base, operations: base.operations.slice(0, 1) },
        'only failures': {
            ...base,
            operations: base.operations.map((op) => ({ ...op, outcome: 'failed' })),
        },
        'a window of no length': { ...base, endMs: base.startMs, operations: [] },
        'a fault before the window': { ...base, faultAtMs: base.startMs - 500 },
        'no events': { ...base, events: [] },
    };
    test.each(Object.entries(cases))('%s', (_, record) => {
        const source = page([record]);
        expect(source).toContain('<svg');
        expect(source).not.toMatch(/NaN|Infinity|undefined|"-\d[^"]*" height/);
    });
});
describe('the contract in the page', () => {
    const shown = (contractText) => renderHtml({
        verdict: judge(sampleContract, []),
        records: [],
        contractText,
        unsupported: [],
        environment: [],
        startedAt: '2026-11-24 09:00 UTC',
        elapsedMs: 1,
    });
    test('holds no secret, and the page says so', () => {
        const source = shown('app: { environment: { TOKEN: s3cret } } # http://me:s3cret@h\n');
        expect(source).not.toContain('s3cret');
        expect(source).toContain('TOKEN: [redacted]');
        expect(source).toContain('Redacted: values of the environment');
    });
    test('is said to be redacted only when it is', () => {
        expect(shown('service: checkout\n')).not.toMatch(/redacted/i);
    });
});
test('long values of the environment wrap', () => {
    expect(page([])).toMatch(/\.environment dd \{[^}]*overflow-wrap: anywhere/);
    // A column of at least its content's width would push the values out of the page.
    expect(page([])).toMatch(/\.environment \{[^}]*grid-template-columns: [^;]*minmax\(0, 1fr\)/);
});
//# sourceMappingURL=page.test.js.map