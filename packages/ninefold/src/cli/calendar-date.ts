import { z } from 'zod';

/** Whether a text begins with a day that exists: `Date.parse` takes 31 February for 3 March. */
export function beginsWithDate(text: string): boolean {
  return z.iso.date().safeParse(text.slice(0, 10)).success;
}
