import { readFileSync, readlinkSync } from 'node:fs';
import { until } from '../../clock/until.js';
import { runProgram, runProgramNow } from '../run-program.js';
import { interfaceOf, takeAddressBlock } from './address-block.js';
import { HOST_INTERFACE, firewallOf } from './firewall.js';
/** Hosts have the addresses from here on; lower ones are the clients' and virtual ones. */
const FIRST_HOST = 11;
const CLIENTS = 1;
const VIRTUAL = 100;
const NAMESPACE_WITHIN_MS = 5_000;
/**
 * Hosts as network namespaces: each with an interface on a bridge, which is in a namespace of its
 * own, and this machine on the same bridge. The namespaces have no names; they are held by a
 * sleeping process each, which the run's keeper ends, and then the kernel removes them with their
 * interfaces, bridge and rules, ours on this machine included. System V segments go the same way.
 *
 * Needs root.
 *
 * @throws EnvironmentError when one can't be made
 */
export async function openNamespaces(supervisor, clock) {
    const block = await takeAddressBlock();
    const hold = (name) => holdNamespace(supervisor, clock, name);
    const bridge = await hold('network');
    const ours = interfaceOf(block.number);
    await runProgram('ip', [
        'link',
        'add',
        ours,
        'type',
        'veth',
        'peer',
        'name',
        'uplink',
        'netns',
        bridge,
    ]);
    await ipBatch([`addr add ${block.address(CLIENTS)}/24 dev ${ours}`, `link set ${ours} up`]);
    await ipBatch([
        'link set lo up',
        'link add bridge0 type bridge',
        'link set bridge0 up',
        'link set uplink master bridge0 up',
    ], bridge);
    let hosts = 0;
    return {
        isolated: true,
        clientAddress: block.address(CLIENTS),
        virtualAddress: block.address(VIRTUAL),
        async add(name) {
            const number = hosts++;
            const address = block.address(FIRST_HOST + number);
            const pid = await hold(name);
            await ipBatch([
                `link add p${number} type veth peer name ${HOST_INTERFACE} netns ${pid}`,
                `link set p${number} master bridge0 up`,
            ], bridge);
            await ipBatch([
                'link set lo up',
                `addr add ${address}/24 dev ${HOST_INTERFACE}`,
                `link set ${HOST_INTERFACE} up`,
            ], pid);
            return namespaceHost(name, address, pid, supervisor);
        },
        close: () => block.close(),
    };
}
/** The one address of hosts that share this machine's network. */
export const LOOPBACK = '127.0.0.1';
/** Hosts that are no more than folders: for users that may not make namespaces. */
export function openLoopback(supervisor) {
    return {
        isolated: false,
        clientAddress: LOOPBACK,
        virtualAddress: LOOPBACK,
        add: (name) => Promise.resolve({
            name,
            address: LOOPBACK,
            start: (command) => supervisor.start(command),
            holds: (one) => one === LOOPBACK,
            openLoopback: () => Promise.resolve(),
            drop: () => undefined,
            cut: () => Promise.reject(new RangeError(`${name} has no network of its own`)),
        }),
        close: () => Promise.resolve(),
    };
}
function namespaceHost(name, address, pid, supervisor) {
    const enter = [`--net=/proc/${pid}/ns/net`, `--ipc=/proc/${pid}/ns/ipc`];
    return {
        name,
        address,
        start({ file, args, as, ...command }) {
            const user = as ? ['--setuid', String(as.uid), '--setgid', String(as.gid)] : [];
            return supervisor.start({
                ...command,
                file: 'nsenter',
                args: [...enter, ...user, '--', file, ...args],
            });
        },
        holds: (one) => localAddresses(pid).has(one),
        async openLoopback() {
            const forwarding = `/proc/sys/net/ipv4/conf/${HOST_INTERFACE}/route_localnet`;
            await runProgram('nsenter', [...enter, 'tee', forwarding], { input: '1' });
            await runProgram('nsenter', [...enter, 'nft', '-f', '-'], { input: LOOPBACK_RULES });
        },
        drop(one) {
            if (!localAddresses(pid).has(one))
                return;
            runProgramNow('nsenter', [...enter, 'ip', 'addr', 'del', `${one}/32`, 'dev', HOST_INTERFACE]);
        },
        // Not at once: a load that stands still while the kernel takes new rules would hide what they do.
        async cut(cuts) {
            await runProgram('nsenter', [...enter, 'nft', '-f', '-'], { input: firewallOf(cuts) });
        },
    };
}
const LOOPBACK_RULES = `table ip ninefold-loopback {
  chain in {
    type nat hook prerouting priority dstnat;
    iifname "${HOST_INTERFACE}" meta l4proto tcp dnat to 127.0.0.1
  }
}
`;
/** Starts the process that holds a namespace, and waits until it is in it. */
async function holdNamespace(supervisor, clock, name) {
    const process = await supervisor.start({
        member: `namespace of ${name}`,
        file: 'unshare',
        args: ['--net', '--ipc', 'sleep', 'infinity'],
        cwd: '/',
        environment: { PATH: globalThis.process.env['PATH'] ?? '/usr/sbin:/usr/bin:/sbin:/bin' },
    });
    const ours = readlinkSync('/proc/self/ns/ipc');
    await until(`a network namespace for ${name}`, () => !process.hasExited() && readlinkSync(`/proc/${process.pid}/ns/ipc`) !== ours, { clock, withinMs: NAMESPACE_WITHIN_MS, everyMs: 1 });
    return String(process.pid);
}
/** Addresses that are local in a namespace; see the kernel's fib_trie, `/32 host LOCAL`. */
function localAddresses(pid) {
    const trie = readFileSync(`/proc/${pid}/net/fib_trie`, 'utf8');
    return new Set([...trie.matchAll(/\|-- ([\d.]+)\n\s+\/32 host LOCAL/g)].map(([, one]) => one ?? ''));
}
function ipBatch(commands, pid) {
    const input = `${commands.join('\n')}\n`;
    return pid === undefined
        ? runProgram('ip', ['-batch', '-'], { input })
        : runProgram('nsenter', [`--net=/proc/${pid}/ns/net`, 'ip', '-batch', '-'], { input });
}
//# sourceMappingURL=hosts.js.map