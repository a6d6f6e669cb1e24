/** One thing that Ninefold can do on this machine, or can't. */
export interface Finding {
    /** Such as `network namespaces` or `HAProxy`. */
    readonly name: string;
    /**
     * `ok`; `missing`: can be had, see `mend`; `limited`: this user or this kernel can't, and no
     * command changes that.
     */
    readonly state: 'ok' | 'missing' | 'limited';
    /** A version, or what it is needed for. One line. */
    readonly detail: string;
    /** What installs it. */
    readonly mend?: Mend;
}
export type Mend = {
    readonly kind: 'package';
    readonly name: string;
}
/** A virtual environment of Python with these packages in it. */
 | {
    readonly kind: 'python';
    readonly directory: string;
    readonly packages: readonly string[];
};
/**
 * The one command that installs all that is missing, for a POSIX shell on Debian; undefined when
 * nothing is missing.
 */
export declare function mendCommand(findings: readonly Finding[], isRoot: boolean): string | undefined;
//# sourceMappingURL=finding.d.ts.map