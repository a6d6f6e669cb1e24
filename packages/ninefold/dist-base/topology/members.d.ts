import type { RestartingMember } from '../supervisor/restarting-member.ts';
import { type Layout } from './layout.ts';
import type { TopologyMember } from './member.ts';
import type { RunningStore } from './running-store.ts';
/** Every member of a topology: balancers, replicas, and the stores' servers. */
export declare function membersOf({ balancers, replicas, regions }: Layout, restarting: ReadonlyMap<string, RestartingMember>, stores: readonly RunningStore[], appStopWithinMs: number): TopologyMember[];
//# sourceMappingURL=members.d.ts.map