import type { MemberIndex } from './config.ts';
import type { Draft } from './draft.ts';
import type { Errand } from './state.ts';
/** Gives every member that is not what it should be an errand that brings it nearer. */
export declare function mendMembers(draft: Draft): void;
export declare function mendMember(draft: Draft, index: MemberIndex): void;
/** The errand is done: tells so, and counts no failure any more. */
export declare function finishErrand(draft: Draft, index: MemberIndex): void;
/** The errand failed: another is tried after a backoff. */
export declare function failErrand(draft: Draft, index: MemberIndex, kind: Errand['kind'], term: number): void;
//# sourceMappingURL=mend.d.ts.map