import { expect, test } from 'vitest';
import { renderPlanTerminal } from './plan-terminal.js';
import { answerTo, brokenAnswer, keptAnswer } from './sample-answer.test.data.js';
const plain = { color: false, width: 100 };
test('says first whether the promise is within reach, and which part is not', () => {
    expect(renderPlanTerminal(brokenAnswer, { color: false, width: 110 }).split('\n')[0]).toBe("✗ checkout: This design can't keep its promise: Availability (objective), Recovery time (RTO) out of reach.");
    expect(renderPlanTerminal(keptAnswer, plain).split('\n')[0]).toBe('✓ checkout: This design can keep its promise.');
});
test('puts the allowed beside the taken, in minutes', () => {
    const text = renderPlanTerminal(brokenAnswer, plain);
    // SRE workbook: 99.9 % leaves 43.2 minutes of 30 days.
    expect(text).toMatch(/30 days\s+43\.2\s+\d/);
    expect(text).toMatch(/a year\s+526\s+\d/);
});
test('tells how likely the SLA is to be broken, not only the mean', () => {
    const text = renderPlanTerminal(brokenAnswer, plain);
    expect(text).toMatch(/In 30 d the SLA of 99\.5 % is broken with a chance of [\d.]+ % \(/);
    expect(text).toMatch(/objective of 99\.9 % is missed with a chance of [\d.]+ %/);
});
test('names what holds back in order, and the cheapest change', () => {
    const text = renderPlanTerminal(brokenAnswer, plain);
    expect(text).toMatch(/1\.\s+hosts of balancer/);
    expect(text).toContain('assumptions.balancer.members=2, assumptions.zone.count=3: 150 a month more');
    expect(renderPlanTerminal(keptAnswer, plain)).toContain('Nothing has to be bought');
});
test('without prices says what to write; with what is not for sale says what holds back', () => {
    const answer = answerTo('service: a\npromise: { availability: 99.95% }\nstores: { db: postgres }\n');
    expect(renderPlanTerminal(answer, plain)).toContain('names no prices');
    const deploys = answerTo('service: a\npromise: { availability: 99.99% }\nstores: { db: postgres }\nprices: { balancer: 1, zone: 1 }\nassumptions: { zone: { count: 3 }, balancer: { members: 2 } }\n');
    const text = renderPlanTerminal(deploys, { color: false, width: 110 });
    expect(text).toContain('Nothing that can be bought keeps the promise');
    expect(text).toContain('What holds it back most, deploy, is not for sale');
});
test('what was never seen is told by its bound', () => {
    const never = { estimate: 0, low: 0, high: 0.0012 };
    const answer = {
        ...keptAnswer,
        simulation: { ...keptAnswer.simulation, agreementBroken: never },
    };
    expect(renderPlanTerminal(answer, plain)).toContain('a chance of less than 0.12 %');
});
test('says what is measured and what is assumed', () => {
    const text = renderPlanTerminal(keptAnswer, plain);
    expect(text).toContain('Measured: nothing; see --from report.json.');
    expect(text).toMatch(/From the contract: [^]*assumptions\.zone\.count 3/);
    expect(text).toMatch(/Assumed: [^]*assumptions\.zone\.mtbf/);
});
test.each([40, 60, 80, 200])('no line is longer than a terminal of %i columns', (width) => {
    for (const answer of [brokenAnswer, keptAnswer])
        for (const line of renderPlanTerminal(answer, { color: false, width }).split('\n'))
            expect(line.length).toBeLessThanOrEqual(width);
});
test('writes escape sequences only with colour', () => {
    expect(renderPlanTerminal(brokenAnswer, plain)).not.toContain('\u001b');
    expect(renderPlanTerminal(brokenAnswer, { ...plain, color: true })).toContain('\u001b');
});
//# sourceMappingURL=plan-terminal.test.js.map