import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText } from './decimal.js';
import { maxRatePerSecond, parseRate } from './rate.js';
test.each([
    ['200/s', 200],
    ['600/m', 10],
    ['3600/h', 1],
    ['0.5/s', 0.5],
    ['20000/s', 20_000],
])('reads %j as %d per second', (written, ratePerSecond) => {
    expect(parseRate(written)).toEqual({ ok: true, value: ratePerSecond });
});
test.each([
    [200, '200 has no unit', '200/s'],
    ['200', '"200" has no unit', '200/s'],
    ['200 / s', '"200 / s" is not a rate', '200/s'],
    ['200/sec', '"200/sec" is not a rate', '200/s'],
    ['200 per minute', '"200 per minute" is not a rate', '200/m'],
    ['200/fortnight', '"200/fortnight" is not a rate', undefined],
    ['0/s', '"0/s" is out of range', undefined],
    ['20001/s', '"20001/s" is out of range', undefined],
    ['-1/s', '"-1/s" is not a rate', undefined],
    [null, 'nothing is not a rate', undefined],
])('says of %j that %s', (written, message, nearest) => {
    const parsed = parseRate(written);
    const found = parsed.ok ? undefined : parsed.mistakes[0];
    expect(found?.message).toBe(message);
    expect(found?.nearest).toBe(nearest);
});
test('reads every rate to a thousandth', () => {
    const rates = fc.integer({ min: 1, max: maxRatePerSecond * 1000 }).map((milli) => milli / 1000);
    fc.assert(fc.property(rates, (ratePerSecond) => {
        expect(parseRate(`${decimalText(ratePerSecond)}/s`)).toEqual({
            ok: true,
            value: ratePerSecond,
        });
    }));
});
//# sourceMappingURL=rate.test.js.map