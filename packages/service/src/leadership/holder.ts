import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** A name that no other candidate has, and that tells people which process holds a lease. */
export function holderName(): string {
  return `${hostname()}/${process.pid}/${randomUUID()}`;
}
