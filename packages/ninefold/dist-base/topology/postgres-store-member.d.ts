import type { Clock } from '../clock/clock.ts';
import type { PostgresMember } from '../engines/postgres/postgres-member.ts';
import type { FailoverConfig } from '../failover/decide/config.ts';
import type { StoreMember } from '../failover/store-port.ts';
import type { Network } from './network.ts';
/** PostgreSQL in the words of the failover agent. */
export declare function postgresStoreMember(member: PostgresMember, siblings: readonly PostgresMember[], { network, clock, config, onStarted, }: {
    readonly network: Network;
    readonly clock: Clock;
    readonly config: FailoverConfig;
    readonly onStarted: () => void;
}): StoreMember;
/** Where the agent asks a member: over a link of its own when the proof breaks links. */
export declare function agentAddress(network: Network, member: {
    readonly name: string;
    readonly host: string;
    readonly port: number;
}): Promise<{
    host: string;
    port: number;
}>;
//# sourceMappingURL=postgres-store-member.d.ts.map