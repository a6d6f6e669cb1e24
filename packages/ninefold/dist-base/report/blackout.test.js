import { describe, expect, test } from 'vitest';
import { blackout } from '../history/histories.test.data.js';
import { judge } from '../history/judge.js';
import { renderHtml } from './html/page.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { sampleContract } from './sample-records.test.data.js';
import { renderTerminal } from './terminal.js';
const data = (records) => ({
    verdict: judge(sampleContract, records),
    records,
    contractText: 'service: checkout\n',
    unsupported: [],
    environment: [],
    startedAt: '2026-11-24T09:00:00Z',
    elapsedMs: 9000,
});
const reports = {
    'the terminal': ({ verdict }) => renderTerminal(verdict, { color: false, width: 110 }),
    'report.html': renderHtml,
    'report.json': renderJson,
    'junit.xml': ({ verdict }) => renderJunit(verdict),
};
describe.each(Object.entries(reports))('%s', (_name, render) => {
    test('never calls a wait of seconds unseen, though nothing failed', () => {
        const text = render(data([blackout()]));
        expect(text).toContain('nothing failed; longest wait 3 s');
        expect(text).not.toMatch(/not seen by clients|did not see/);
    });
});
// junit.xml tells the measure only of what was not kept.
test.each(Object.entries(reports).filter(([name]) => name !== 'junit.xml'))('%s calls unseen what was unseen', (_name, render) => {
    const base = blackout();
    const calm = base.operations.map((op) => ({ ...op, endedMs: op.dueMs + 2 }));
    expect(render(data([{ ...base, operations: calm }]))).toContain('not seen by clients');
});
test('the picture of a fault of several steps shows the step that cost most', () => {
    const base = blackout({ faultInstantsMs: [1000, 6000], faultAtMs: 6000 });
    const operations = base.operations.map((op) => op.dueMs >= 1000 && op.dueMs < 1500 ? { ...op, outcome: 'failed' } : op);
    const page = renderHtml(data([{ ...base, operations }]));
    expect(page).toMatch(/Service was restored 3 s after the fault/);
    expect(page).toContain('RTO 3 s');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
});
//# sourceMappingURL=blackout.test.js.map