import type { LinkFault } from '../../faults/link/link-fault.ts';
/** What a host suffers of its network: with whom, and how. */
export interface Cut {
    /** Addresses; `everyone`: not even who has which address is answered, as with a pulled cable. */
    readonly peers: 'everyone' | readonly string[];
    readonly fault: Exclude<LinkFault, {
        kind: 'delay';
    }>;
}
/** The one interface of a host. */
export declare const HOST_INTERFACE = "eth0";
/**
 * What nft(8) is to load in a host so that these cuts, and no others, are in force. Both directions
 * are cut in the one host, so that an edge is broken when either of its ends is.
 */
export declare function firewallOf(cuts: readonly Cut[]): string;
//# sourceMappingURL=firewall.d.ts.map