import type { TopologyMember } from '../topology/member.ts';
import type { Topology } from '../topology/topology.ts';
import type { PreparedStep } from './prepare-step.ts';
/**
 * Fills the file system that a store member's data lie on. Only one of its own, of bounded size, is
 * ever filled, never the machine's.
 *
 * @throws UnsupportedError when the member has none: making one needs root
 */
export declare function fillDirectory(topology: Topology, members: readonly TopologyMember[]): Pick<PreparedStep, 'fire' | 'heal'>;
//# sourceMappingURL=fill.d.ts.map