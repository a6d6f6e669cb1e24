import type { Random } from '../../clock/random.ts';
import type { SimAgent } from './agent.ts';
import type { World } from './world.ts';
/** Faults strike in the first so many ms of a schedule; then all of them are undone. */
export declare const FAULTS_MS = 450;
/** What a schedule breaks: anything, only the agent's time, or nothing. */
export type FaultPlan = 'any' | 'agent pauses' | 'none';
export declare function choosePlan(random: Random): FaultPlan;
/** Schedules the faults of a plan, by chance. `write` has a client write through some door. */
export declare function scheduleFaults(world: World, agent: SimAgent, plan: FaultPlan, write: () => void): void;
/** Undoes every fault that is left. Dead members stay dead: starting them is the agent's work. */
export declare function heal(world: World, agent: SimAgent): void;
//# sourceMappingURL=faults.d.ts.map