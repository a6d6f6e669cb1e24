import fc from 'fast-check';
import { expect, it } from 'vitest';

import { formatTimeoutMs, parseTimeoutMs } from './timeout-header.ts';

it.each([
  ['250', 250],
  ['0', 0],
  ['250m', 250],
  ['2S', 2_000],
  ['1M', 60_000],
  ['1H', 3_600_000],
  ['1500u', 1.5],
  ['5000000n', 5],
])('reads %s', (text, ms) => {
  expect(parseTimeoutMs(text)).toBe(ms);
});

it.each(['', ' 5', '-5', '1.5', '5s', '123456789', '5, 7', 'soon', '1e3'])(
  'takes "%s" for none',
  (text) => {
    expect(parseTimeoutMs(text)).toBeUndefined();
  },
);

it('never promises more time than is left', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1e12, noNaN: true }),
      fc.constantFrom('grpc-timeout', 'x-timeout'),
      (leftMs, header) => {
        const told = parseTimeoutMs(formatTimeoutMs(header, leftMs));
        expect(told).toBeGreaterThanOrEqual(1);
        expect(told).toBeLessThanOrEqual(leftMs);
      },
    ),
  );
});
