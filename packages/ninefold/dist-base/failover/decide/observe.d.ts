import type { Draft } from './draft.ts';
import type { Observation } from './observation.ts';
/** Takes an observation into the state, if it is not from a former term or life. */
export declare function observe(draft: Draft, observation: Observation): void;
//# sourceMappingURL=observe.d.ts.map