import { readFileSync } from 'node:fs';
import { pathOf } from '../programs.js';
/** Bits of the capability sets; see capabilities(7). */
const CAP_NET_ADMIN = 1n << 12n;
const CAP_SYS_ADMIN = 1n << 21n;
/** What hosts with a network of their own are made with: util-linux, iproute2 and nftables. */
const HOST_PROGRAMS = ['unshare', 'nsenter', 'ip', 'nft'];
/** Whether this process may make network namespaces, and has the programs for it. */
export function canIsolateHosts() {
    return mayIsolateHosts() && HOST_PROGRAMS.every((name) => pathOf(name) !== undefined);
}
/** Whether this process may make network namespaces. Root in a container often may not. */
export function mayIsolateHosts() {
    const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    const needed = CAP_NET_ADMIN | CAP_SYS_ADMIN;
    return effective !== undefined && (BigInt(`0x${effective}`) & needed) === needed;
}
//# sourceMappingURL=capabilities.js.map