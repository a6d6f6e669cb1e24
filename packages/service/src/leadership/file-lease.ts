import { link, mkdir, open, readFile, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { LeaseStoreError, check } from './errors.ts';
import { holderName } from './holder.ts';
import type { Lease } from './lease.ts';
import { systemTime } from './time.ts';
import type { LeadershipClock } from './time.ts';

export interface FileLeaseOptions {
  /** The directory of this lease alone, on a local file system; made when it is not there. */
  readonly directory: string;
  /** Default 5,000. */
  readonly ttlMs?: number;
  /** Must be one that all candidates share. Default: this host's monotonic clock. */
  readonly clock?: Pick<LeadershipClock, 'monotonicMs'>;
}

interface Grant {
  readonly holder: string;
  readonly ttlMs: number;
  /** By the monotonic clock of the host; 0: released. */
  readonly expiresAtMs: number;
}

/**
 * A lease for the processes of one host, as a directory with one file a term. Creating the file of
 * the next term is the election: `link` succeeds for one of those who try. The holder alone writes
 * to its file, and only what was written before the expiry counts, by the clock that all share; so
 * whoever finds a file expired knows that its holder can't renew it any more.
 *
 * Not for network file systems or several hosts, nor across Linux time namespaces.
 */
export function fileLease(options: FileLeaseOptions): Lease {
  const { directory, ttlMs = 5_000, clock = systemTime } = options;
  check(directory !== '', 'directory must not be empty');
  check(ttlMs > 0 && Number.isFinite(ttlMs), 'ttlMs must be above zero');
  const holder = holderName();
  const pathOf = (term: number): string => join(directory, `${term}.json`);
  /** When the grant of each term that we hold ends, as we wrote it. */
  const held = new Map<number, number>();
  let drafts = 0;

  /** Writes a file apart and moves it to its place: readers see the old or the new. */
  async function draft(expiresAtMs: number, durable: boolean): Promise<string> {
    const path = join(directory, `draft-${holder.split('/').at(-1)}-${++drafts}`);
    const file = await open(path, 'wx', 0o600);
    try {
      const grant: Grant = { holder, ttlMs, expiresAtMs };
      await file.writeFile(JSON.stringify(grant));
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
    return path;
  }

  async function replace(term: number, expiresAtMs: number): Promise<void> {
    const path = await draft(expiresAtMs, false);
    try {
      await rename(path, pathOf(term));
    } catch (error) {
      // Swept by another who was elected, which is seen next.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  return {
    ttlMs,
    async acquire(signal) {
      signal.throwIfAborted();
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const last = await lastTerm(directory);
      if (last > 0) {
        // Taken before the file is read: what is expired now can't have been renewed in time.
        const nowMs = clock.monotonicMs();
        const grant = await readGrant(pathOf(last));
        if (grant === undefined || isHeld(grant, nowMs, clock.monotonicMs())) return undefined;
      }
      signal.throwIfAborted();
      const term = last + 1;
      const expiresAtMs = clock.monotonicMs() + ttlMs;
      const path = await draft(expiresAtMs, true);
      try {
        await link(path, pathOf(term));
      } catch (error) {
        // Created by another, who has perhaps swept our draft since.
        if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return undefined;
        throw error;
      } finally {
        await unlinkIfThere(path);
      }
      // A term file may be gone because its successors swept it; the newest is never swept.
      if ((await lastTerm(directory)) !== term) {
        await unlinkIfThere(pathOf(term));
        return undefined;
      }
      // After a power cut a term must not be granted again.
      await syncDirectory(directory);
      held.set(term, expiresAtMs);
      await sweep(directory, term);
      return term;
    },
    async renew(term, signal) {
      signal.throwIfAborted();
      const expiresAtMs = held.get(term);
      if (expiresAtMs === undefined) return false;
      const nextMs = clock.monotonicMs() + ttlMs;
      await replace(term, nextMs);
      // The process may have been paused in between: then somebody may have found it expired.
      if (clock.monotonicMs() < expiresAtMs && (await lastTerm(directory)) === term) {
        held.set(term, nextMs);
        return true;
      }
      held.delete(term);
      await giveBack(term);
      return false;
    },
    async release(term, signal) {
      signal.throwIfAborted();
      if (!held.has(term)) return;
      await giveBack(term);
      held.delete(term);
    },
  };

  async function giveBack(term: number): Promise<void> {
    // A file that was swept must not come back as long as nobody sweeps again.
    if ((await lastTerm(directory)) === term) await replace(term, 0);
    else await unlinkIfThere(pathOf(term));
  }
}

/**
 * Whether somebody may still act under it.
 *
 * @param beforeMs an instant before it was read
 * @param afterMs an instant after: what ends more than its ttl later is of an earlier boot
 */
function isHeld({ expiresAtMs, ttlMs }: Grant, beforeMs: number, afterMs: number): boolean {
  return beforeMs < expiresAtMs && expiresAtMs - afterMs <= ttlMs + ROUNDING_MS;
}

const ROUNDING_MS = 1;

async function lastTerm(directory: string): Promise<number> {
  let last = 0;
  for (const name of await readdir(directory)) last = Math.max(last, termOf(name) ?? 0);
  return last;
}

/** `undefined`: swept meanwhile, so there is a newer one. */
async function readGrant(path: string): Promise<Grant | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const grant: unknown = parse(text);
  if (!isGrant(grant)) throw new LeaseStoreError(`${path} is not a lease`);
  return grant;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isGrant(value: unknown): value is Grant {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ttlMs' in value &&
    typeof value.ttlMs === 'number' &&
    'expiresAtMs' in value &&
    typeof value.expiresAtMs === 'number'
  );
}

/** Removes what earlier terms left, and drafts: their writers have lost, or died over them. */
async function sweep(directory: string, term: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const old = termOf(name);
    const useless = old === undefined ? name.startsWith('draft-') : old < term;
    if (useless) await unlinkIfThere(join(directory, name));
  }
}

function termOf(name: string): number | undefined {
  const digits = /^([1-9]\d{0,14})\.json$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
