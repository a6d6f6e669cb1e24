/** PostgreSQL's programs, ready to run by any user. */
export interface Programs {
    /** Such as `18.4.0-beta.17`: the npm package's version. */
    readonly version: string;
    readonly initdb: string;
    readonly postgres: string;
}
/**
 * Finds the npm package that carries PostgreSQL for this platform and copies its programs to our
 * cache, with the library links it needs. The copy makes us independent of install scripts (the
 * package makes its links in one, and npm may not run it) and of folders that the unprivileged
 * user can't enter.
 *
 * @throws EnvironmentError when this platform has no package, or it was not installed
 */
export declare function locatePrograms(cache: string): Programs;
//# sourceMappingURL=programs.d.ts.map