import type { Contract } from '../../contract/contract.ts';
import type { HaproxyApp, HaproxyStore } from '../../render/haproxy/haproxy-plan.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import type { TopologyMember } from '../member.ts';
import type { HostFiles } from './host-files.ts';
import type { HostedSurroundings } from './surroundings.ts';
export interface BalancerPlace {
    readonly host: Host;
    readonly files: HostFiles;
    readonly peerPort: number;
    /** Where it tells keepalived that it is alive. */
    readonly alivePort: number;
}
/** The HAProxy hosts as they run, with the address that clients use. */
export interface HaproxyPair {
    /** The virtual address; where there can be none, the first one's own. */
    readonly address: string;
    readonly machines: readonly TopologyMember[];
    readonly restarting: ReadonlyMap<string, RestartingMember>;
    readonly statsSockets: readonly string[];
    begin(signal: AbortSignal): Promise<void>;
    /** What they lack, to complete "waited for ..."; undefined when nothing. */
    missing(): string | undefined;
}
export declare function placeBalancers(surroundings: HostedSurroundings): Promise<BalancerPlace[]>;
/**
 * @param sections what the one with this index leads to
 */
export declare function createHaproxyPair(contract: Contract, places: readonly BalancerPlace[], sections: (index: number) => {
    readonly app?: HaproxyApp;
    readonly stores: HaproxyStore[];
}, surroundings: HostedSurroundings): HaproxyPair;
//# sourceMappingURL=haproxy-pair.d.ts.map