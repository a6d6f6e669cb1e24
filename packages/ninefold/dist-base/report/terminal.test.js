import { expect, test } from 'vitest';
import { judge } from '../history/judge.js';
import { brokenRecords, keptRecords, sampleContract } from './sample-records.test.data.js';
import { renderTerminal } from './terminal.js';
const kept = judge(sampleContract, keptRecords());
const broken = judge(sampleContract, brokenRecords());
const plain = { color: false, width: 100 };
test('says first whether the promise was kept, and by which faults it was broken', () => {
    expect(renderTerminal(kept, plain).split('\n')[0]).toBe('✓ checkout: Every promise held in 11 trials of 3 faults.');
    expect(renderTerminal(broken, plain)).toContain('✗ broken');
    expect(renderTerminal(broken, plain).split('\n')[0]).toContain('Recovery time (RTO), Lost data');
});
test('names lost writes, bounded, with their window', () => {
    const text = renderTerminal(broken, plain);
    expect(text).toContain('73 acknowledged writes lost');
    expect(text).toMatch(/acknowledged from \d+ ms before the fault to [\d.]+ ms before/);
    expect(text).toContain('and 63 more');
    expect(renderTerminal(kept, plain)).not.toContain('writes lost\n');
});
test.each([40, 60, 80, 200])('no line is longer than a terminal of %i columns', (width) => {
    for (const verdict of [kept, broken, judge(sampleContract, [])])
        for (const line of renderTerminal(verdict, { color: false, width }).split('\n'))
            expect(line.length).toBeLessThanOrEqual(width);
});
test('writes escape sequences only with colour, and the same text', () => {
    const escape = String.fromCodePoint(27);
    const stripped = renderTerminal(broken, { ...plain, color: true }).replaceAll(new RegExp(`${escape}\\[\\d+m`, 'g'), '');
    expect(stripped.replaceAll(/ +\n/g, '\n')).toBe(renderTerminal(broken, plain));
    expect(renderTerminal(broken, plain)).not.toContain('\u001b');
});
test('lets no name reach the terminal as a control sequence', () => {
    const records = brokenRecords().map((record) => ({ ...record, fault: 'kill\u001b]0;x\u0007' }));
    const verdict = judge({ ...sampleContract, service: '\u001b[2J\u202eevil' }, records);
    const text = renderTerminal(verdict, plain);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
});
//# sourceMappingURL=terminal.test.js.map