import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';

import { leftoversOf, watchMembers } from './leftovers.ts';

export const isRoot: boolean = process.getuid?.() === 0;

/** An ordinary user of every Linux system, `nobody`. */
export const ORDINARY_UID = 65_534;

/** A folder of one test, with a temporary directory that only its commands use. */
export interface Scene {
  /** Contracts and apps lie here. */
  readonly folder: string;
  /** TMPDIR of the commands: what is in it when they have ended was left behind. */
  readonly temporary: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly uid?: number;
  write(name: string, content: string): string;
  path(name: string): string;
  /** Processes, files, mounts and segments that the commands left; empty when none. */
  leftovers(): string[];
}

export interface SceneOptions {
  /** Runs the commands as this user, with a cache of their own. Needs root. */
  readonly uid?: number;
  /** A cache of its own, so that its commands meet a first run. */
  readonly ownCache?: boolean;
}

const endings: (() => void)[] = [];
afterAll(() => {
  for (const end of endings.splice(0)) end();
});

/** Removed when the tests of its file are over. */
export function newScene({ uid, ownCache = uid !== undefined }: SceneOptions = {}): Scene {
  // Not below TMPDIR: the path must be one that every user can enter.
  const root = mkdtempSync('/tmp/ninefold-test-');
  const folder = join(root, 'folder');
  const temporary = join(root, 'tmp');
  const cache = join(root, 'cache');
  for (const path of [root, folder, temporary, cache]) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o755);
    if (uid !== undefined && path !== root) chownSync(path, uid, uid);
  }
  const members = watchMembers(temporary);
  endings.push(() => {
    members.close();
    rmSync(root, { recursive: true, force: true });
  });
  return {
    folder,
    temporary,
    environment: {
      TMPDIR: temporary,
      ...(uid === undefined ? {} : { HOME: folder }),
      ...(ownCache ? { NINEFOLD_CACHE: cache } : {}),
    },
    ...(uid === undefined ? {} : { uid }),
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      if (uid !== undefined) chownSync(path, uid, uid);
      return path;
    },
    path: (name) => join(folder, name),
    leftovers: () => leftoversOf(temporary, members.pids()),
  };
}
