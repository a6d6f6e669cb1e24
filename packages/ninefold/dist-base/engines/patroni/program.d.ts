/** As pip takes them. */
export declare const patroniPackages: readonly string[];
export interface PatroniProgram {
    /** The command that runs it, without its configuration. */
    readonly command: readonly [string, ...string[]];
}
/** The virtual environment for Patroni in Ninefold's cache. */
export declare function patroniEnvironment(cache: string): string;
/**
 * Patroni as `NINEFOLD_PATRONI` names it, else of Ninefold's own virtual environment. Debian's is
 * never taken unasked: 3.0 takes the leader key back when a frozen primary wakes.
 */
export declare function locatePatroni(cache: string, environment?: Readonly<Record<string, string | undefined>>): PatroniProgram | undefined;
//# sourceMappingURL=program.d.ts.map