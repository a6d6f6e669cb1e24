import { describe, expect, it } from 'vitest';
import { audit } from '../../audit/audit.js';
import { readFile } from '../../audit/read/read-file.js';
import { allRules } from './all.js';
import { ruleCases, soundFiles } from './cases.test.data.js';
function findings(files, facts = {}) {
    const read = Object.entries(files).map(([file, text]) => readFile(file, text));
    expect(read.flatMap(({ unread }) => unread)).toEqual([]);
    const parts = read.flatMap((one) => one.parts);
    expect(parts).not.toEqual([]);
    return audit(parts, [], { facts, rules: allRules, today: '2026-11-24' }).findings;
}
describe.each(ruleCases)('$rule', ({ rule, found, nearMiss, facts = {}, nearFacts = facts }) => {
    it('finds what it is for, at its place, with the numbers and the fix', () => {
        const [first] = findings(found, facts).filter((one) => one.rule === rule);
        expect(first).toBeDefined();
        expect(first?.place.line).toBeGreaterThan(0);
        expect(first?.place.column).toBeGreaterThan(0);
        expect(Object.keys(found)).toContain(first?.place.file);
        for (const text of [first?.message, first?.why, first?.fix]) {
            expect(text).toMatch(/\S/);
            expect(text).not.toMatch(/undefined|NaN|\[object/);
        }
    });
    it('does not cry wolf at what is nearly the same', () => {
        expect(findings(nearMiss, nearFacts).filter((one) => one.rule === rule)).toEqual([]);
    });
});
it('has a case for every rule, and every rule once', () => {
    const ids = allRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(80);
    expect(new Set(ruleCases.map(({ rule }) => rule))).toEqual(new Set(ids));
});
it('names a source for every rule', () => {
    for (const { source, reads } of allRules) {
        expect(source.length).toBeGreaterThan(10);
        expect(reads).not.toBe('');
    }
});
it.each(soundFiles)('finds nothing wrong with %s', (_what, files) => {
    expect(findings(files).map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
});
//# sourceMappingURL=rules.test.js.map