import { createHaproxyMember } from '../../engines/haproxy/haproxy-member.js';
import { createKeepalivedMember } from '../../engines/keepalived/keepalived-member.js';
import { renderHaproxy } from '../../render/haproxy/haproxy-config.js';
import { renderHealthCheck, renderKeepalived } from '../../render/keepalived/keepalived-conf.js';
import { HOST_INTERFACE } from '../../supervisor/hosts/firewall.js';
import { lifecycleOf } from '../lifecycle.js';
import { settleAll } from '../settle-all.js';
import { machine } from './machine.js';
/** One stands in for the other. */
const MEMBERS = 2;
const PEER_PORT = 10_000;
const ALIVE_PORT = 8404;
export async function placeBalancers(surroundings) {
    const places = [];
    for (let index = 0; index < MEMBERS; index++) {
        const host = await surroundings.addHost(`balancer[${index}]`);
        places.push({
            host,
            files: surroundings.filesOf(host),
            peerPort: await surroundings.portFor(PEER_PORT),
            alivePort: await surroundings.portFor(ALIVE_PORT),
        });
    }
    return places;
}
/**
 * @param sections what the one with this index leads to
 */
export function createHaproxyPair(contract, places, sections, surroundings) {
    const { clock, programs, user, network, tell, isolated, virtualAddress } = surroundings;
    const keepalived = isolated ? programs.keepalived : undefined;
    const restarting = new Map();
    const statsSockets = [];
    const peers = places.map(({ host, peerPort }, index) => ({
        name: `balancer${index}`,
        address: host.address,
        port: peerPort,
    }));
    const machines = places.map((place, index) => {
        const { host, files, alivePort } = place;
        const { name } = host;
        const statsSocket = files.path('haproxy.sock');
        statsSockets.push(statsSocket);
        const plan = {
            statsSocket,
            alivePort,
            peers,
            ...sections(index),
        };
        const haproxy = createHaproxyMember({
            name,
            start: (command) => host.start(command),
            program: programs.haproxy,
            peerName: `balancer${index}`,
            configFile: files.write('haproxy.cfg', renderHaproxy(plan)),
            directory: files.directory,
            statsSocket,
            ...user.asMember,
            clock,
            ...lifecycleOf(name, 'HAProxy', tell),
        });
        restarting.set(name, haproxy);
        if (keepalived === undefined) {
            return machine({ kind: 'balancer', host, network, programs: [haproxy], parts: { haproxy } });
        }
        const script = files.write('alive.sh', renderHealthCheck(alivePort), 0o700);
        const vrrp = createKeepalivedMember({
            name,
            start: (command) => host.start(command),
            program: keepalived,
            configFile: files.write('keepalived.conf', renderKeepalived({
                name: contract.service,
                address: host.address,
                peers: places.filter((one) => one !== place).map((one) => one.host.address),
                interface: HOST_INTERFACE,
                virtualAddress: `${virtualAddress}/32`,
                routerId: 51,
                priority: 100 + MEMBERS - index,
                healthCommand: ['/bin/bash', script],
                scriptUser: 'root',
                rtoReason: surroundings.rtoReason,
            })),
            directory: files.directory,
            clock,
            ...lifecycleOf(`${name} keepalived`, 'keepalived', tell),
        });
        restarting.set(`${name} keepalived`, vrrp);
        return machine({
            kind: 'balancer',
            host,
            network,
            programs: [haproxy, vrrp],
            parts: { haproxy },
            virtualAddress,
            isActive: () => host.holds(virtualAddress),
        });
    });
    return {
        address: keepalived === undefined ? (places[0]?.host.address ?? '') : virtualAddress,
        machines,
        restarting,
        statsSockets,
        async begin(signal) {
            await settleAll([...restarting.values()].map((one) => one.begin(signal)));
        },
        missing() {
            if (keepalived === undefined)
                return undefined;
            const holders = places.filter(({ host }) => host.holds(virtualAddress)).length;
            return holders === 1 ? undefined : 'one balancer, and one only, to hold the virtual address';
        },
    };
}
//# sourceMappingURL=haproxy-pair.js.map