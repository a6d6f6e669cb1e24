import type { FaultSpec, FaultStep } from './contract.ts';
import type { Mistake, Parsed, Span } from './mistake.ts';
/**
 * Reads a fault as a contract words it:
 * `kill|stop TARGET`, `freeze|partition|fill TARGET [for 2s]`, `reset TARGET [for 1s]`,
 * `partition store ROLE [from etcd|standbys|clients [and ...]] [for 2s]`,
 * `delay TARGET by 500ms [for 2s]`, `drop TARGET at 10% [for 2s]`,
 * `throttle TARGET to 64KB/s [for 2s]`, `rolling restart [app | store [NAME]]`, `switchover store
 * [NAME] [primary]`, `wait 200ms`; steps are joined by `, then `. Without a store's name the first store
 * is meant.
 */
export declare function parseFaultSentence(value: unknown): Parsed<FaultSpec>;
/** The verbs a fault may begin with. */
export declare const faultVerbs: readonly string[];
/** A step, and where its target (or else all of it) stands in the sentence. */
export interface LocatedStep {
    readonly step: FaultStep;
    readonly span: Span;
}
/** The steps that could be read and the mistakes of the others: at most one a step. */
export declare function readFaultSentence(sentence: string): {
    readonly steps: readonly LocatedStep[];
    readonly mistakes: Mistake[];
};
//# sourceMappingURL=fault-sentence.d.ts.map