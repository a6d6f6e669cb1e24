import type { Command } from './command.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import type { FailoverState } from './state.ts';
import type { Transition } from './transition.ts';
export interface Decision {
    readonly state: FailoverState;
    /** To be carried out in parallel; none waits for another. */
    readonly commands: readonly Command[];
    readonly transitions: readonly Transition[];
}
/**
 * The failover decision: what to remember and what to do after one observation. Pure: the state
 * given is not changed.
 *
 * Order of an attempt: detect, fence, choose, promote under a higher term, route, re-point, rejoin.
 *
 * @param nowMs the agent's monotonic clock, never going backwards
 * @param policy the safety rules; only the simulator's mutants pass another
 * @throws RangeError for a member or door outside the configuration
 */
export declare function decide(state: FailoverState, observation: Observation, nowMs: number, policy?: Policy): Decision;
//# sourceMappingURL=decide.d.ts.map