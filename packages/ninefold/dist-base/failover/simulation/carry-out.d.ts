import type { Command } from '../decide/command.ts';
import type { Observation } from '../decide/observation.ts';
import type { World } from './world.ts';
type Answer = (observation: Observation) => void;
/** Sends a command on its way; `reply` is called at the agent, if and when an answer arrives. */
export declare function carryOut(world: World, command: Command, reply: Answer): void;
export {};
//# sourceMappingURL=carry-out.d.ts.map