/** Days since 1970-01-01 of a civil day (`2026-11-24`), by the Gregorian calendar: no clock is asked. */
export function civilDays(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const days =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + days - 719_468;
}

/** Whether the calendar has it: not `2027-02-31`. */
export function isCivilDay(day: string): boolean {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])-\d{2}$/.test(day)) return false;
  const [year = 0, month = 1, date = 0] = day.split('-').map(Number);
  // A thirteenth month begins where the next January does.
  const length = civilDays(`${year}-${month + 1}-1`) - civilDays(`${year}-${month}-1`);
  return date >= 1 && date <= length;
}
