import type { AuditResult } from './audit.ts';
import type { ChecklistItem } from './checklist.ts';
import type { Facts } from './facts.ts';
import type { Part } from './part.ts';
import type { ProofReport } from './proof-report.ts';
/** `cannot tell`: nothing that was read shows it, or shows that it is missing. */
export type State = 'kept' | 'broken' | 'cannot tell';
export interface ItemState {
    readonly item: ChecklistItem;
    readonly state: State;
    /** What shows it: places in files, and reports; of a broken one at most five. */
    readonly evidence: readonly string[];
}
/**
 * The twenty-four items, each with its evidence. Broken as soon as a finding that is not `low` is about
 * it; kept only when something shows it: never on trust.
 */
export declare function checklistStates(parts: readonly Part[], result: AuditResult, proofs: readonly ProofReport[], facts: Facts, today: string): readonly ItemState[];
//# sourceMappingURL=checklist-states.d.ts.map