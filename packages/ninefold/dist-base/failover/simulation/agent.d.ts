import { decide } from '../decide/decide.ts';
import type { Observation } from '../decide/observation.ts';
import type { FailoverState } from '../decide/state.ts';
import type { World } from './world.ts';
/** The function under test: `decide`, or a mutant of it. */
export type Decider = (state: FailoverState, observation: Observation, nowMs: number) => ReturnType<typeof decide>;
/** The agent of the simulated store: the real decision, with simulated hands. */
export declare class SimAgent {
    #private;
    state: FailoverState;
    life: 'running' | 'frozen' | 'dead';
    /** Failures detected, over all its lives. */
    detections: number;
    constructor(world: World, newDecider: () => Decider);
    freeze(): void;
    thaw(): void;
    crash(): void;
    /** Starts again with nothing but its configuration. */
    restart(): void;
    /** Hands an observation over, unless it is for a former life. */
    tell(observation: Observation, incarnation?: number): void;
}
//# sourceMappingURL=agent.d.ts.map