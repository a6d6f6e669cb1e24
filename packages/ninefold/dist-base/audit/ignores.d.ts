import type { Part, Unread } from './part.ts';
import type { Finding } from './rule.ts';
/**
 * Splits findings by the ignores in the files: `# ninefold-ignore K40 until 2027-01-31: why` on the
 * finding's line, or on a line of its own before it; `ninefold-ignore-file` is for the whole file. An
 * ignore without a reason, or with a day that is none, is a flaw, and ignores nothing.
 */
export declare function ignoresOf(parts: readonly Part[], findings: readonly Finding[], today: string): {
    readonly ignored: readonly {
        readonly finding: Finding;
        readonly reason: string;
    }[];
    readonly remaining: readonly Finding[];
    readonly flaws: readonly Unread[];
};
//# sourceMappingURL=ignores.d.ts.map