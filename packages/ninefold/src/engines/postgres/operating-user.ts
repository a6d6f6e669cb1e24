import { chownSync, readFileSync } from 'node:fs';

import { EnvironmentError } from '../../ports/errors.ts';

/** The user that PostgreSQL runs as. PostgreSQL refuses to run as root. */
export interface OperatingUser {
  /** Absent: the present user, which is not root. */
  readonly uid?: number;
  /** Makes a file or directory theirs. */
  own(path: string): void;
}

/**
 * The present user, or `nobody` when that is root. `initdb` needs an entry in the password file,
 * so a number alone would not do.
 *
 * @throws EnvironmentError when root has no `nobody` beside it
 */
export function operatingUser(): OperatingUser {
  if (process.getuid?.() !== 0) return { own: () => undefined };
  const entry = /^nobody:[^:]*:(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!entry) {
    throw new EnvironmentError(
      'PostgreSQL does not run as root, and there is no user "nobody" to run it as. Run Ninefold as an ordinary user',
    );
  }
  const uid = Number(entry[1]);
  return {
    uid,
    own: (path) => {
      chownSync(path, uid, uid);
    },
  };
}
