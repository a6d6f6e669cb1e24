import type { MemberIndex } from './config.ts';
import type { Draft } from './draft.ts';
/** Begins a planned change of the primary, or says why it would not end well. */
export declare function askSwitchover(draft: Draft, to: MemberIndex | undefined): void;
export declare function resendStop(draft: Draft): void;
//# sourceMappingURL=switchover.d.ts.map