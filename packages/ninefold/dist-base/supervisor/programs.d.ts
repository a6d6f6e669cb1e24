/** The path of a program that this process may run: of PATH, then of the system's own folders. */
export declare function pathOf(name: string): string | undefined;
//# sourceMappingURL=programs.d.ts.map