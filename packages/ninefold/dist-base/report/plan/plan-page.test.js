import { describe, expect, test } from 'vitest';
import { percent } from '../../history/wording.js';
import { renderPlanHtml } from './plan-page.js';
import { brokenAnswer, keptAnswer } from './sample-answer.test.data.js';
import { readableWithoutSeeing } from '../html/readable-page.test.suite.js';
const broken = renderPlanHtml(brokenAnswer);
const kept = renderPlanHtml(keptAnswer);
test('says first in words whether the promise is within reach', () => {
    expect(broken).toMatch(/<h2 id="verdict-words">This design can&#39;t keep its promise/);
    expect(kept).toContain('<h2 id="verdict-words">This design can keep its promise.</h2>');
});
test('shows each block with its availability, and marks the weakest in words', () => {
    for (const { name, availability } of brokenAnswer.plan.tiers) {
        expect(broken).toContain(name.replace(' common cause', ''));
        expect(broken).toContain(percent(availability));
    }
    expect(broken.match(/class="block weakest"/g)).toHaveLength(1);
    expect(broken).toContain('▼ the weakest');
    expect(broken).toContain('The weakest is balancer.');
});
test('draws the cost of nines only where there is a choice', () => {
    expect(broken).toContain('What further nines cost a month');
    expect(broken).toContain('the cheapest that keeps the promise');
    expect(kept).not.toContain('id="cost-title"');
});
test('gives every figure its source', () => {
    for (const { path } of brokenAnswer.plan.design.figures)
        expect(broken).toContain(path);
    expect(broken).toContain('J. Dean, Google I/O 2008');
});
test('escapes what the contract says, and redacts its secrets', () => {
    const contractText = '# https://user:pass@example.org <script>\nservice: x\n';
    const page = renderPlanHtml({
        ...keptAnswer,
        contractText,
        settings: ['app.run=["<b>"]'],
        reports: ['<i>report.json</i>'],
    });
    expect(page).not.toMatch(/<script|<b>|<i>/);
    expect(page).not.toContain('user:pass');
});
describe.each([
    ['broken', broken],
    ['kept', kept],
])('is readable without seeing it, %s', (_, source) => {
    readableWithoutSeeing(source, 2);
    test('loads and runs nothing', () => {
        expect(source).toContain("default-src 'none'");
        expect(source).not.toMatch(/<script|src=|url\(/);
    });
});
//# sourceMappingURL=plan-page.test.js.map