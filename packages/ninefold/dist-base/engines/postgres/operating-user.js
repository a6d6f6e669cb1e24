import { chownSync, closeSync, constants, fchownSync, openSync, readFileSync, renameSync, rmSync, writeSync, } from 'node:fs';
import { EnvironmentError } from '../../ports/errors.js';
/**
 * The present user, or `nobody` when that is root. `initdb` needs an entry in the password file,
 * so a number alone would not do.
 *
 * @throws EnvironmentError when root has no `nobody` beside it
 */
export function operatingUser() {
    if (process.getuid?.() !== 0) {
        return { as: {}, own: () => undefined, write: (path, content) => replace(path, content) };
    }
    const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
    if (!entry) {
        throw new EnvironmentError('PostgreSQL does not run as root, and there is no user "nobody" to run it as. Run Ninefold as an ordinary user');
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
function replace(path, content, owner) {
    const draft = `${path}.draft`;
    rmSync(draft, { force: true });
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
    const file = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    try {
        writeSync(file, content);
        if (owner)
            fchownSync(file, owner.uid, owner.gid);
    }
    finally {
        closeSync(file);
    }
    renameSync(draft, path);
}
//# sourceMappingURL=operating-user.js.map