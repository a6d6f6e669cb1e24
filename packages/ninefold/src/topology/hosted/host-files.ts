import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { OperatingUser } from '../../engines/postgres/operating-user.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';

/** The files of one host, below the run's directory, which its programs' user owns. */
export interface HostFiles {
  readonly directory: string;
  /** @returns the absolute path */
  write(name: string, text: string, mode?: number): string;
  path(name: string): string;
}

/** A folder of no host, for what is not lost with one. */
export function archiveFolder(runDirectory: string, store: string, user: OperatingUser): string {
  const directory = join(runDirectory, `archive of ${store}`.replaceAll(' ', '-'));
  mkdirSync(directory, { mode: 0o700 });
  user.own(directory);
  return directory;
}

export function hostFiles(runDirectory: string, host: Host, user: OperatingUser): HostFiles {
  // `orders[1]` as a file's name: without what a shell would read.
  const directory = join(runDirectory, host.name.replace('[', '-').replace(']', ''));
  mkdirSync(directory, { mode: 0o700 });
  user.own(directory);
  return {
    directory,
    write(name, text, mode = 0o600) {
      const path = join(directory, name);
      user.write(path, text);
      chmodSync(path, mode);
      return path;
    },
    path: (name) => join(directory, name),
  };
}
