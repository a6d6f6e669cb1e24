import type { Command } from './command.ts';
import type { DoorIndex, MemberIndex } from './config.ts';
import type { Policy } from './policy.ts';
import type { DoorState, FailoverState, MemberState, Phase } from './state.ts';
import type { Transition } from './transition.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
export function setMember(draft: Draft, index: MemberIndex, change: Partial<MemberState>): void {
  const members = draft.state.members.slice();
  members[index] = { ...memberOf(draft.state, index), ...change };
  draft.state.members = members;
}

/** Changes one door, and no other state that shares it. */
export function setDoor(draft: Draft, index: DoorIndex, change: Partial<DoorState>): void {
  const doors = draft.state.doors.slice();
  doors[index] = { ...doorOf(draft.state, index), ...change };
  draft.state.doors = doors;
}

export function setPhase(draft: Draft, phase: Phase): void {
  draft.state.phase = phase;
}

/** @throws RangeError for a member outside the configuration */
export function memberOf(state: FailoverState, index: MemberIndex): MemberState {
  const member = state.members[index];
  if (member === undefined) throw new RangeError(`no member ${index}`);
  return member;
}

/** @throws RangeError for a door outside the configuration */
export function doorOf(state: FailoverState, index: DoorIndex): DoorState {
  const door = state.doors[index];
  if (door === undefined) throw new RangeError(`no door ${index}`);
  return door;
}

/**
 * Whether a member has not answered for so long, pauses of the agent left out.
 *
 * @param forMs default: the deadline of a primary
 */
export function isSilent(
  draft: Draft,
  index: MemberIndex,
  forMs: number = draft.state.config.deadlineMs,
): boolean {
  const { state, nowMs } = draft;
  const member = memberOf(state, index);
  const sinceMs = Math.max(member.answeredMs, state.listeningSinceMs, member.sinceMs);
  return nowMs - sinceMs >= forMs;
}

/** The wait after so many failures: doubles from `backoffMs` up to `maxBackoffMs`. */
export function backoffMs(draft: Draft, failures: number): number {
  const { backoffMs: base, maxBackoffMs } = draft.state.config;
  return Math.min(maxBackoffMs, base * 2 ** Math.min(failures, 16));
}
