import type { Contract } from './contract.ts';
import type { WrittenContract } from './written.ts';
/** Completes a contract without mistakes by what its parts imply for each other. */
export declare function withDefaults(written: WrittenContract): Contract;
//# sourceMappingURL=defaults.d.ts.map