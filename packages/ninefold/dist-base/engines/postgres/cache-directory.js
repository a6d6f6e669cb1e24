import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError, messageOf } from '../../ports/errors.js';
/**
 * Where PostgreSQL's programs and primed templates are kept from one run to the next:
 * `NINEFOLD_CACHE`, else `XDG_CACHE_HOME/ninefold`, else `~/.cache/ninefold`; for root
 * `/var/cache/ninefold`, which the unprivileged user can enter. About 100 MB; safe to delete.
 *
 * @throws EnvironmentError when it can't be made
 */
export function cacheDirectory(environment = process.env) {
    const chosen = environment['NINEFOLD_CACHE'];
    const directory = chosen ??
        (process.getuid?.() === 0
            ? '/var/cache/ninefold'
            : join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ninefold'));
    try {
        mkdirSync(directory, { recursive: true, mode: 0o755 });
    }
    catch (error) {
        throw new EnvironmentError(`can't write the cache ${directory}: ${messageOf(error)}. Set NINEFOLD_CACHE to a writable directory`, { cause: error });
    }
    return directory;
}
/** Nothing takes so long to make; what is older was left by a process that was killed (ms). */
const STALE_DRAFT_MS = 60 * 60 * 1000;
/** Removes drafts, named like `template-1234.Ab3dEf`, that nobody finishes any more. */
export function removeStaleDrafts(cache, nowMs) {
    for (const name of readdirSync(cache)) {
        if (!/^(template|postgres)-.*\.[A-Za-z0-9]{6}$/.test(name))
            continue;
        const path = join(cache, name);
        const changedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
        if (nowMs - changedMs > STALE_DRAFT_MS)
            rmSync(path, { recursive: true, force: true });
    }
}
//# sourceMappingURL=cache-directory.js.map