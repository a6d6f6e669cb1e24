import type { StoreSpec } from '../../contract/contract.ts';
import type { Login } from '../../engines/postgres/session.ts';
import type { PatroniCluster, PatroniMember } from '../../render/patroni/cluster.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import type { TopologyMember } from '../member.ts';
import type { RunningStore } from '../running-store.ts';
import type { EtcdPlace } from './etcd-cluster.ts';
import type { HostFiles } from './host-files.ts';
import { type PatroniSight } from './patroni-sight.ts';
import type { HostedSurroundings } from './surroundings.ts';
export interface PatroniPlace {
    readonly member: PatroniMember;
    readonly files: HostFiles;
    readonly host: Host;
}
/** Hosts for the members of a store, nothing on them yet. */
export declare function placePatroni(spec: StoreSpec, surroundings: HostedSurroundings): Promise<PatroniPlace[]>;
/** A store under Patroni: its members as machines, and what is seen of it. */
export interface PatroniStore extends RunningStore {
    readonly machines: readonly TopologyMember[];
    readonly restarting: ReadonlyMap<string, RestartingMember>;
    /** What the app, or a client, needs to log in. */
    readonly appLogin: Pick<Login, 'user' | 'password' | 'database'>;
    /** The primary's name in HAProxy's eyes is Patroni's: `orders-0`. */
    readonly sight: PatroniSight;
    begin(signal: AbortSignal): Promise<void>;
}
/** @param cluster everything but where the script for a new cluster is, which this writes */
export declare function createPatroniStore(spec: StoreSpec, places: readonly PatroniPlace[], etcd: readonly EtcdPlace[], clusterPlan: Omit<PatroniCluster, 'postBootstrap'>, surroundings: HostedSurroundings): PatroniStore;
//# sourceMappingURL=patroni-store.d.ts.map