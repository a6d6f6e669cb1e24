import type { EtcdMember } from '../../render/patroni/cluster.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import type { TopologyMember } from '../member.ts';
import type { HostFiles } from './host-files.ts';
import type { HostedSurroundings } from './surroundings.ts';
/** Where one etcd is, and on which files. */
export interface EtcdPlace {
    readonly member: EtcdMember;
    readonly files: HostFiles;
    readonly host: Awaited<ReturnType<HostedSurroundings['addHost']>>;
}
/** etcd as it runs: three members, each on a host of its own. */
export interface EtcdCluster {
    readonly members: readonly TopologyMember[];
    readonly restarting: ReadonlyMap<string, RestartingMember>;
    /** Waits until the first start is done. */
    begin(signal: AbortSignal): Promise<void>;
    /** All its members answer and have a leader. */
    isWhole(): Promise<boolean>;
}
/** Hosts for etcd, nothing on them yet: who uses it must know where it will be. */
export declare function placeEtcd(surroundings: HostedSurroundings): Promise<EtcdPlace[]>;
/**
 * @param guards the script that runs beside a member, by the name of what it guards
 */
export declare function createEtcdCluster(places: readonly EtcdPlace[], guards: ReadonlyMap<string, (member: EtcdMember) => string | undefined>, surroundings: HostedSurroundings): EtcdCluster;
//# sourceMappingURL=etcd-cluster.d.ts.map