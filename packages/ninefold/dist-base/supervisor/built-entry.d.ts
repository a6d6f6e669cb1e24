/**
 * The path of a program or worker of our own, beside the module at `moduleUrl`. Node 20 runs no
 * TypeScript, so a module that runs from `src` (under Vitest) starts what is built into `dist`.
 *
 * @param relative such as `./keeper.ts`
 */
export declare function builtEntry(moduleUrl: string, relative: string): string;
//# sourceMappingURL=built-entry.d.ts.map