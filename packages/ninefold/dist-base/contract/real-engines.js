import { z } from 'zod';
import { oneOf, text, wholeNumber } from './leaf.js';
import { duration } from './values.js';
const hostPattern = /^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/;
function hostList() {
    const host = text(hostPattern, 'a host', 'an address or a host name, such as 10.0.0.11 or db-1');
    return z.array(host).min(1).max(9);
}
const absolutePath = /^(\/[A-Za-z0-9._-]+)+$/;
const backup = z.strictObject({
    repository: text(absolutePath, 'a folder', 'an absolute path, such as /mnt/backup').describe('A folder that every member has mounted, and that is not lost with them.'),
    fullEvery: duration(86_400_000)
        .prefault('7d')
        .describe('The time between two full backups; incremental ones are taken daily.'),
    keep: wholeNumber(1, 99).prefault(2).describe('How many full backups are kept.'),
    archiveEvery: duration(1000)
        .prefault('60s')
        .describe('The longest time from a write to its place in the archive.'),
});
/** Keys of a store that only `engine: patroni` has. */
export const patroniKeys = {
    hosts: hostList()
        .optional()
        .describe('The host of each member, for render. Default: names such as orders-0.'),
    etcd: hostList().optional().describe("etcd's hosts, an odd number. Default: the members' hosts."),
    tuning: oneOf(['promise', 'defaults'], 'tuning')
        .optional()
        .describe("promise: timing computed from rto and rpo; defaults: Patroni's own, whatever is promised. Default: promise."),
    watchdog: oneOf(['required', 'automatic', 'off'], 'watchdog')
        .optional()
        .describe('Whether a primary needs a watchdog. Default: required.'),
    backup: backup.optional().describe('Base backups and an archive, by pgBackRest. Default: none.'),
};
/** Keys of a balancer that say which it is and where. */
export const balancerPlaceKeys = {
    engine: oneOf(['embedded', 'haproxy'], 'balancer')
        .prefault('embedded')
        .describe("embedded: Ninefold's own; haproxy: HAProxy, with keepalived when there is a vip."),
    hosts: hostList()
        .optional()
        .describe('The hosts of HAProxy, for render. Default: names such as balancer-0.'),
    vip: text(/^[0-9a-fA-F.:]+\/[0-9]{1,3}$/, 'a virtual address', 'an address with its prefix length, such as 10.0.0.30/24')
        .optional()
        .describe('The address that moves to a balancer that lives. Default: none.'),
    interface: text(/^[A-Za-z0-9._-]{1,15}$/, 'a network interface', 'a name such as eth0')
        .prefault('eth0')
        .describe('The network interface that carries the vip.'),
};
/** Key of an app that says where its replicas run. */
export const appHostsKey = {
    hosts: z
        .array(text(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?):[0-9]{1,5}$/, 'a host and its port', 'an address or host name and a port, such as 10.0.0.41:8080'))
        .min(1)
        .max(50)
        .optional()
        .describe('The host and port of each replica, for render. Default: names such as checkout-0:8080.'),
};
/** Completes what a store says of Patroni. */
export function patroniOf(written) {
    const { hosts, etcd, tuning = 'promise', watchdog, backup: kept } = written;
    return {
        hosts: hosts ?? [],
        etcd: etcd ?? [],
        tuning,
        watchdog: watchdog ?? (tuning === 'defaults' ? 'automatic' : 'required'),
        ...(kept === undefined
            ? {}
            : {
                backup: {
                    repository: kept.repository,
                    fullEveryMs: kept.fullEvery,
                    keep: kept.keep,
                    archiveEveryMs: kept.archiveEvery,
                },
            }),
    };
}
/** Completes what a balancer says of its place. */
export function balancerPlaceOf(written) {
    const { engine, hosts, vip, interface: carrier } = written;
    return {
        engine,
        hosts: hosts ?? [],
        ...(vip === undefined ? {} : { virtualAddress: vip }),
        interface: carrier,
    };
}
//# sourceMappingURL=real-engines.js.map