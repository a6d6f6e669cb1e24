import { expect, it } from 'vitest';
import { civilDays, isCivilDay } from './civil-days.ts';

it.each(['1970-01-01', '1999-12-31', '2000-02-29', '2026-11-24', '2100-03-01'])(
  'counts the days to %s as the calendar does',
  (day) => {
    expect(civilDays(day)).toBe(Date.parse(day) / 86_400_000);
  },
);

it.each(['2024-02-29', '2026-04-30', '2026-12-31'])('has %s', (day) => {
  expect(isCivilDay(day)).toBe(true);
});

it.each(['2026-02-29', '2026-04-31', '2026-12-32', '2026-12-00', '2026-13-01', '26-1-1', 'soon'])(
  'has no %s',
  (day) => {
    expect(isCivilDay(day)).toBe(false);
  },
);
