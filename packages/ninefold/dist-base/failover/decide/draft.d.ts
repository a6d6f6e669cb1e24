import type { Command } from './command.ts';
import type { DoorIndex, MemberIndex } from './config.ts';
import type { Policy } from './policy.ts';
import type { DoorState, FailoverState, MemberState, Phase } from './state.ts';
import type { Transition } from './transition.ts';
type Mutable<T> = {
    -readonly [K in keyof T]: T[K];
};
/** The next state in the making, private to one call of `decide`, with what goes out of it. */
export interface Draft {
    readonly state: Mutable<FailoverState> & {
        members: MemberState[] | readonly MemberState[];
    };
    readonly commands: Command[];
    readonly transitions: Transition[];
    readonly nowMs: number;
    readonly policy: Policy;
}
/** Changes one member, and no other state that shares it. */
export declare function setMember(draft: Draft, index: MemberIndex, change: Partial<MemberState>): void;
/** Changes one door, and no other state that shares it. */
export declare function setDoor(draft: Draft, index: DoorIndex, change: Partial<DoorState>): void;
export declare function setPhase(draft: Draft, phase: Phase): void;
/** @throws RangeError for a member outside the configuration */
export declare function memberOf(state: FailoverState, index: MemberIndex): MemberState;
/** @throws RangeError for a door outside the configuration */
export declare function doorOf(state: FailoverState, index: DoorIndex): DoorState;
/**
 * Whether a member has not answered for so long, pauses of the agent left out.
 *
 * @param forMs default: the deadline of a primary
 */
export declare function isSilent(draft: Draft, index: MemberIndex, forMs?: number): boolean;
/** The wait after so many failures: doubles from `backoffMs` up to `maxBackoffMs`. */
export declare function backoffMs(draft: Draft, failures: number): number;
export {};
//# sourceMappingURL=draft.d.ts.map