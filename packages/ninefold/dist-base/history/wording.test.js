import { expect, test } from 'vitest';
import { count, counted, duration, percent } from './wording.js';
test('durations take the unit a person would', () => {
    expect([0, 0.04, 4.24, 9.97, 366.4, 1250, 12_300, 1_296_000, 259_200_000].map(duration)).toEqual([
        '0 ms',
        '0.04 ms',
        '4.2 ms',
        '10 ms',
        '366 ms',
        '1.25 s',
        '12.3 s',
        '21.6 min',
        '3 d',
    ]);
    expect(duration(-250)).toBe('−250 ms');
});
test('a ratio is never rounded up to a promise it misses', () => {
    expect([1, 0.9995, 0.999_96, 0.999_499_9, 0.97, 0.5, 0].map((ratio) => percent(ratio))).toEqual([
        '100 %',
        '99.95 %',
        '99.996 %',
        '99.949 %',
        '97 %',
        '50 %',
        '0 %',
    ]);
});
test('a small share keeps its digits, and a bound is rounded up', () => {
    expect(percent(0.0005)).toBe('0.05 %');
    expect(percent(0.25887, 'up')).toBe('25.9 %');
});
test('counts are grouped and agree with their noun', () => {
    expect(count(1_234_567)).toBe('1,234,567');
    expect([counted(1, 'trial'), counted(1500, 'trial')]).toEqual(['1 trial', '1,500 trials']);
});
//# sourceMappingURL=wording.test.js.map