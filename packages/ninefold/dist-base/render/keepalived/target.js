import { at } from '../../contract/located-mistake.js';
import { paths, reasonsOf } from '../cluster-of.js';
import { alivePort } from '../haproxy/plan-of.js';
import { haproxyMistakes } from '../haproxy/target.js';
import { fileOf, renderedOf } from '../rendered.js';
import { renderHealthCheck, renderKeepalived } from './keepalived-conf.js';
/** `keepalived.conf` and its health check for each host of HAProxy. */
export function renderKeepalivedTarget(contract) {
    const { balancer, service } = contract;
    const { virtualAddress, hosts } = balancer;
    const mistakes = [...haproxyMistakes(contract), ...addressMistakes(contract)];
    if (mistakes.length > 0 || virtualAddress === undefined)
        return { ok: false, mistakes };
    const files = hosts.flatMap((address, index) => {
        const plan = {
            name: service,
            address,
            peers: hosts.filter((other) => other !== address),
            interface: balancer.interface,
            virtualAddress,
            routerId: routerIdOf(virtualAddress),
            priority: 200 - index,
            healthCommand: [paths.haproxyCheck],
            scriptUser: 'nobody',
            rtoReason: reasonsOf(contract).rto,
        };
        return [
            fileOf(address, '/etc/keepalived/keepalived.conf', renderKeepalived(plan)),
            fileOf(address, paths.haproxyCheck, renderHealthCheck(alivePort), 0o755),
        ];
    });
    return renderedOf(files, [], ['balancer']);
}
/** VRRP between named peers needs addresses: a name may not be known when it is needed. */
function addressMistakes({ balancer: { hosts, virtualAddress } }) {
    const found = [];
    if (virtualAddress === undefined) {
        const message = 'there is no virtual address for keepalived to hold';
        found.push(at(['balancer'], message, 'vip: 10.0.0.30/24, say'));
    }
    if (hosts.length === 0) {
        const message = 'keepalived needs to know the hosts of HAProxy';
        found.push(at(['balancer'], message, 'hosts: [10.0.0.31, 10.0.0.32], say'));
    }
    for (const [index, host] of hosts.entries()) {
        if (isAddress(host))
            continue;
        const message = `keepalived takes addresses, and "${host}" is a name`;
        found.push(at(['balancer', 'hosts', index], message, 'an address, such as 10.0.0.31'));
    }
    return found;
}
function isAddress(host) {
    return host.includes(':') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
/** 1 to 255: the last number of the virtual address, which is unique in its network. */
function routerIdOf(virtualAddress) {
    const address = virtualAddress.replace(/\/.*$/, '');
    const last = /\.(\d+)$/.exec(address)?.[1];
    const number = last === undefined ? Number.parseInt(address.split(':').at(-1) || '1', 16) : Number(last);
    return (number % 255) + (number % 255 === 0 ? 1 : 0);
}
//# sourceMappingURL=target.js.map