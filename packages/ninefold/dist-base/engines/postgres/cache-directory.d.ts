/**
 * Where PostgreSQL's programs and primed templates are kept from one run to the next:
 * `NINEFOLD_CACHE`, else `XDG_CACHE_HOME/ninefold`, else `~/.cache/ninefold`; for root
 * `/var/cache/ninefold`, which the unprivileged user can enter. About 100 MB; safe to delete.
 *
 * @throws EnvironmentError when it can't be made
 */
export declare function cacheDirectory(environment?: Readonly<Record<string, string | undefined>>): string;
/** Removes drafts, named like `template-1234.Ab3dEf`, that nobody finishes any more. */
export declare function removeStaleDrafts(cache: string, nowMs: number): void;
//# sourceMappingURL=cache-directory.d.ts.map