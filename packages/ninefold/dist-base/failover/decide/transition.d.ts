import type { DoorIndex, MemberIndex } from './config.ts';
import type { Promotion } from './state.ts';
/** A step worth showing and measuring; the agent adds the instant. */
export type Transition = {
    readonly kind: 'detected';
    /** The failed primary; absent when none was known. */
    readonly member?: MemberIndex;
    readonly reason: DetectionReason;
}
/** `cut`: it may be alive, but no door leads to it. */
 | {
    readonly kind: 'fenced';
    readonly member: MemberIndex;
    readonly term: number;
    readonly proof: FenceProof;
} | {
    readonly kind: 'promoted';
    readonly member: MemberIndex;
    readonly term: number;
    readonly how: Promotion;
} | {
    readonly kind: 'routed';
    readonly door: DoorIndex;
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'repointed';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'rejoined';
    readonly member: MemberIndex;
    readonly term: number;
} | {
    readonly kind: 'attempt-failed';
    readonly term: number;
    readonly reason: string;
} | {
    readonly kind: 'switchover';
    readonly from: MemberIndex;
    readonly to: MemberIndex;
} | {
    readonly kind: 'switchover-refused';
    readonly reason: string;
};
export type DetectionReason = 'exited' | 'silent' | 'not-primary' | 'unknown-primary';
export type FenceProof = 'dead' | 'cut';
//# sourceMappingURL=transition.d.ts.map