import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { EnvironmentError } from '../ports/errors.ts';
import type { LeaseGrant } from './decide/observation.ts';
import type { Lease } from './store-port.ts';

interface LeaseRecord {
  readonly reserved: number;
  readonly granted?: LeaseGrant;
}

/**
 * The lease as a file on this host. It outlives the agent's process, which is what it must do: the
 * members it speaks of do not outlive the host, so it is not forced to the disk.
 *
 * @throws EnvironmentError when the file holds something else
 */
export function leaseFile(path: string): Lease {
  const read = (): LeaseRecord => {
    if (!existsSync(path)) return { reserved: 0 };
    const record: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isRecord(record)) throw new EnvironmentError(`${path} is not a lease`);
    return record;
  };
  const write = (record: LeaseRecord): void => {
    const draft = `${path}.draft`;
    writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
    renameSync(draft, path);
  };
  return {
    async reserve(above) {
      const record = read();
      const term = Math.max(record.reserved, above) + 1;
      write({ ...record, reserved: term });
      return { ...record, term };
    },
    async recordGrant(granted) {
      const record = read();
      if (record.reserved !== granted.term) return false;
      write({ ...record, granted });
      return true;
    },
  };
}

function isRecord(value: unknown): value is LeaseRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'reserved' in value &&
    Number.isSafeInteger(value.reserved)
  );
}
