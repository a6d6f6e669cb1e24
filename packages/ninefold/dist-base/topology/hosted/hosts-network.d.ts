import type { Host, Hosts } from '../../supervisor/hosts/hosts.ts';
import type { Network } from '../network.ts';
/** The network between hosts: real interfaces, broken by rules inside each host. */
export interface HostsNetwork extends Network {
    /** Takes a host into the network; faults find it by its name. */
    join(host: Host): void;
    /** Pulls the cable of a host, or puts it back. Without effect where hosts share one network. */
    setConnected(name: string, connected: boolean): void;
}
export declare function createHostsNetwork(hosts: Hosts): HostsNetwork;
//# sourceMappingURL=hosts-network.d.ts.map