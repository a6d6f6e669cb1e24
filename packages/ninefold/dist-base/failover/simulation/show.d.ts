/** An observation, command or transition on one line: its kind, then its other fields. */
export declare function show(message: {
    readonly kind: string;
}): string;
//# sourceMappingURL=show.d.ts.map