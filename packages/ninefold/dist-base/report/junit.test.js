import { expect, test } from 'vitest';
import { judge } from '../history/judge.js';
import { renderJunit } from './junit.js';
import { brokenRecords, keptRecords, sampleContract } from './sample-records.test.data.js';
/** Well-formed for what we write: tags balanced, attributes quoted, no raw `&` or `<`. */
function assertWellFormed(xml) {
    const open = [];
    const body = xml.replace(/^<\?xml[^?]*\?>\n/, '');
    const token = /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|((?:[^<&]|&(?:amp|lt|gt|quot|#\d+);)+)/gy;
    let at = 0;
    for (let match = token.exec(body); match; match = token.exec(body)) {
        at = token.lastIndex;
        const [, closing, name = '', attributes = '', empty] = match;
        expect(attributes).not.toMatch(/&(?!(?:amp|lt|gt|quot|#\d+);)/);
        if (name === '' || empty === '/')
            continue;
        if (closing === '/')
            expect(open.pop()).toBe(name);
        else
            open.push(name);
    }
    expect(at).toBe(body.length);
    expect(open).toEqual([]);
}
test('a kept promise has no failure', () => {
    const xml = renderJunit(judge(sampleContract, keptRecords()));
    assertWellFormed(xml);
    expect(xml).toContain('failures="0"');
    expect(xml).not.toContain('<failure');
    expect(xml.match(/<testsuite /g)).toHaveLength(4);
    expect(xml).toContain('name="trial 5" time="0.11');
});
test('broken is a failure with its reason, void is skipped', () => {
    const xml = renderJunit(judge(sampleContract, brokenRecords()));
    assertWellFormed(xml);
    expect(xml).toContain('<failure message="40 acknowledged writes lost, none may be"');
    expect(xml).toContain('<skipped message="the workload fell behind');
});
test('a fault without trials is skipped', () => {
    const xml = renderJunit(judge(sampleContract, []));
    assertWellFormed(xml);
    expect(xml).toContain('<skipped message="not tested"/>');
});
test('hostile names stay text', () => {
    const hostile = `"><failure a='1'>&]]>\u0000\u001b\ud800\ufffe`;
    const records = brokenRecords().map((record) => ({ ...record, fault: hostile }));
    const xml = renderJunit(judge({ ...sampleContract, service: hostile }, records));
    assertWellFormed(xml);
    // oxlint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000\u001b\ufffe]|[\ud800-\udfff]/u);
});
test('the check itself finds what is not well-formed', () => {
    expect(() => assertWellFormed('<a><b></a></b>')).toThrow();
    expect(() => assertWellFormed('<a>&</a>')).toThrow();
});
//# sourceMappingURL=junit.test.js.map