import type { Facts } from '../../audit/facts.ts';
/** Files that a rule must find something in, and nearly the same where it must not. */
export interface RuleCase {
    readonly rule: string;
    readonly found: Readonly<Record<string, string>>;
    readonly nearMiss: Readonly<Record<string, string>>;
    readonly facts?: Facts;
    /** Facts of the near miss, when it is the facts that differ. */
    readonly nearFacts?: Facts;
}
export declare const ruleCases: readonly RuleCase[];
/** Files that are as they should be: no rule finds anything in them. */
export declare const soundFiles: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>
])[];
//# sourceMappingURL=cases.test.data.d.ts.map