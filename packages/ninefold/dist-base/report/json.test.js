import { expect, test } from 'vitest';
import { historyFromJson } from '../history/history-json.js';
import { judge } from '../history/judge.js';
import { renderJson } from './json.js';
import { brokenRecords, sampleContract } from './sample-records.test.data.js';
test('the same verdict follows from the history in the report', () => {
    const records = brokenRecords();
    const verdict = judge(sampleContract, records);
    const json = JSON.parse(renderJson({
        verdict,
        records,
        contractText: 'service: checkout\n',
        unsupported: [{ fault: 'fill store primary', reason: 'needs root' }],
        environment: [['node', '20.20.0']],
        startedAt: '2026-11-24T09:00:00Z',
        elapsedMs: 12_345,
    }));
    expect(json).toMatchObject({
        schemaVersion: 1,
        unsupported: [{ fault: 'fill store primary', reason: 'needs root' }],
        environment: { node: '20.20.0' },
        contract: 'service: checkout\n',
        verdict: { ruling: 'broken', exitCode: 1, lost: { total: 73 } },
    });
    expect(judge(sampleContract, historyFromJson(json['history']))).toEqual(verdict);
});
test('no secret of the contract is in the report', () => {
    const text = renderJson({
        verdict: judge(sampleContract, []),
        records: [],
        contractText: 'workload: { read: { headers: { Authorization: Bearer s3cret } } }\n',
        unsupported: [],
        environment: [],
        startedAt: '2026-11-24T09:00:00Z',
        elapsedMs: 1,
    });
    expect(text).not.toContain('s3cret');
    expect(text).toContain('Authorization: [redacted]');
});
//# sourceMappingURL=json.test.js.map