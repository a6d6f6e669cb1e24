import type { Facts } from './facts.ts';
import type { Part, Unread } from './part.ts';
import type { Finding, Rule, Severity } from './rule.ts';
/** What an audit says. */
export interface AuditResult {
    /** Defects, in the order of severity, then of the files. */
    readonly findings: readonly Finding[];
    /** What could be decided if a fact were known. */
    readonly undecided: readonly Finding[];
    /** Defects that somebody takes on, with the reason. */
    readonly ignored: readonly {
        readonly finding: Finding;
        readonly reason: string;
    }[];
    /** Defects that were there when the baseline was written. */
    readonly known: readonly Finding[];
    readonly unread: readonly Unread[];
    /** How many documents of which kind were understood. */
    readonly parts: number;
}
export interface AuditOptions {
    readonly facts: Facts;
    readonly rules: readonly Rule[];
    /** The day, `2026-11-24`: an ignore that ended before it does not count. */
    readonly today: string;
    /** Fingerprints of defects that are known already. */
    readonly baseline?: ReadonlySet<string>;
}
/** Holds every rule against everything that was read. Pure; never throws unless a rule of the user's does. */
export declare function audit(parts: readonly Part[], unread: readonly Unread[], { facts, rules, today, baseline }: AuditOptions): AuditResult;
/** Whether something at least as severe was found. */
export declare function reaches({ findings }: AuditResult, threshold: Severity): boolean;
//# sourceMappingURL=audit.d.ts.map