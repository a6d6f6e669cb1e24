/** The version of this package. */
export declare function version(): string;
//# sourceMappingURL=version.d.ts.map