import { expect, it } from 'vitest';
import { civilDays } from './civil-days.ts';

it.each(['1970-01-01', '1999-12-31', '2000-02-29', '2026-11-24', '2100-03-01'])(
  'counts the days to %s as the calendar does',
  (day) => {
    expect(civilDays(day)).toBe(Date.parse(day) / 86_400_000);
  },
);
