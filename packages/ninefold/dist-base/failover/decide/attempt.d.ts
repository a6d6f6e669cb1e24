import type { MemberIndex } from './config.ts';
import type { Draft } from './draft.ts';
import type { LogPosition } from './observation.ts';
import type { Promotion } from './state.ts';
import type { DetectionReason } from './transition.ts';
/**
 * An attempt to have a primary: fence, choose, promote. Each is a phase; `advance...` moves on as
 * soon as what the phase waits for is there, `resend...` repeats what was not answered.
 */
export declare function beginAttempt(draft: Draft, reason: DetectionReason, member: MemberIndex | undefined): void;
/** Fences whatever may write, under the reserved term; without one the attempt waits for it. */
export declare function enterFencing(draft: Draft, prefer: MemberIndex | undefined): void;
export declare function resendFencing(draft: Draft): void;
export declare function advanceFencing(draft: Draft): void;
export declare function resendChoosing(draft: Draft): void;
export declare function notePosition(draft: Draft, member: MemberIndex, askedTerm: number, position: LogPosition): void;
/** A member that ended, or claims to be primary, can't be chosen in this attempt any more. */
export declare function forgetPosition(draft: Draft, member: MemberIndex): void;
export declare function advanceChoosing(draft: Draft): void;
/** Raises the member under the phase's term: the grant is recorded while the promotion runs. */
export declare function promote(draft: Draft, member: MemberIndex, how: Promotion): void;
export declare function resendPromoting(draft: Draft): void;
export declare function advancePromoting(draft: Draft): void;
/** Gives the attempt up; the next one begins after a backoff, under a new term. */
export declare function failAttempt(draft: Draft, reason: string): void;
export declare function advanceWaiting(draft: Draft): void;
/** Asks for the next term unless there is one, or it was asked for a moment ago. */
export declare function requestTerm(draft: Draft): void;
//# sourceMappingURL=attempt.d.ts.map