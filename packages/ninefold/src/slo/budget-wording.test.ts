import { expect, test } from 'vitest';

import { minutesText, shareText } from './budget-wording.ts';

test.each([
  [0, '0 min'],
  [1e-17, '0 min'],
  [0.000_167, '0.000167 min'],
  [0.005, '0.005 min'],
  [9.98, '9.98 min'],
  [21.6, '21.6 min'],
  [-7.5561, '-7.56 min'],
  [99.96, '100 min'],
  [137.6, '138 min'],
  [-216_000, '-216,000 min'],
])('%f is %s', (minutes, text) => {
  expect(minutesText(minutes)).toBe(text);
});

test.each([
  [0.4621, '46.2 %'],
  [-2.681, '-268 %'],
  [99.9, '9,990 %'],
])('%f is %s', (ratio, text) => {
  expect(shareText(ratio)).toBe(text);
});
