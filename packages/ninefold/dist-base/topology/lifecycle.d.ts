import type { Clock } from '../clock/clock.ts';
import type { TopologyEvent, TopologyEventKind } from '../ports/events.ts';
import type { MemberExit } from '../supervisor/member-process.ts';
/** Tells of a member. */
export type Tell = (kind: TopologyEventKind, member: string, text: string) => void;
export declare function teller(clock: Clock, onEvent: (event: TopologyEvent) => void): Tell;
/** What a member that is started again and again tells of its life. */
export interface Lifecycle {
    readonly onStarted: () => void;
    readonly onReady: () => void;
    readonly onExited: (exit: MemberExit) => void;
    readonly onFailed: (error: unknown) => void;
}
export declare function lifecycleOf(member: string, program: string, tell: Tell): Lifecycle;
//# sourceMappingURL=lifecycle.d.ts.map