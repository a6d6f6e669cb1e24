import {
  chownSync,
  closeSync,
  constants,
  fchownSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';

import { EnvironmentError } from '../../ports/errors.ts';

/** The user that PostgreSQL runs as. PostgreSQL refuses to run as root. */
export interface OperatingUser {
  /** What to spawn its programs with; empty for the present user, which is not root. */
  readonly as: { readonly uid?: number; readonly gid?: number };
  /** Makes a directory theirs. It must lie in one that only we can write to. */
  own(directory: string): void;
  /**
   * Writes a file of theirs, whole or not at all: the server may read it at any moment. Safe in a
   * directory of theirs: a link that they put in its place is not followed.
   */
  write(path: string, content: string): void;
}

/**
 * The present user, or `nobody` when that is root. `initdb` needs an entry in the password file,
 * so a number alone would not do.
 *
 * @throws EnvironmentError when root has no `nobody` beside it
 */
export function operatingUser(): OperatingUser {
  if (process.getuid?.() !== 0) {
    return { as: {}, own: () => undefined, write: (path, content) => replace(path, content) };
  }
  const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!entry) {
    throw new EnvironmentError(
      'PostgreSQL does not run as root, and there is no user "nobody" to run it as. Run Ninefold as an ordinary user',
    );
  }
  const [uid, gid] = [Number(entry[1]), Number(entry[2])];
  return {
    as: { uid, gid },
    own: (directory) => {
      chownSync(directory, uid, gid);
    },
    write: (path, content) => {
      replace(path, content, { uid, gid });
    },
  };
}

function replace(
  path: string,
  content: string,
  owner?: { readonly uid: number; readonly gid: number },
): void {
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const file = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    writeSync(file, content);
    if (owner) fchownSync(file, owner.uid, owner.gid);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
