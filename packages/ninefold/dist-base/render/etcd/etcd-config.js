import { hostPort, lines } from '../config-text.js';
/** The configuration file of one etcd member (`etcd --config-file`), for etcd 3.4 and later. */
export function renderEtcd(plan, member) {
    const { cluster, members, tls, rtoReason } = plan;
    const scheme = tls ? 'https' : 'http';
    const peer = `${scheme}://${hostPort(member.address, member.peerPort)}`;
    const client = `${scheme}://${hostPort(member.address, member.clientPort)}`;
    const initial = members.map(({ name, address, peerPort }) => `${name}=${scheme}://${hostPort(address, peerPort)}`);
    const security = tls && [
        '  client-cert-auth: true',
        `  trusted-ca-file: ${JSON.stringify(tls.authority)}`,
        `  cert-file: ${JSON.stringify(tls.certificate)}`,
        `  key-file: ${JSON.stringify(tls.key)}`,
    ];
    return lines(`# etcd, member ${member.name}. Rendered by Ninefold.`, `name: ${JSON.stringify(member.name)}`, `data-dir: ${JSON.stringify(member.dataDirectory)}`, `listen-peer-urls: ${JSON.stringify(peer)}`, `initial-advertise-peer-urls: ${JSON.stringify(peer)}`, `listen-client-urls: ${JSON.stringify(client)}`, `advertise-client-urls: ${JSON.stringify(client)}`, `initial-cluster: ${JSON.stringify(initial.join(','))}`, `initial-cluster-token: ${JSON.stringify(cluster)}`, '# The first start forms the cluster; afterwards the data directory counts.', 'initial-cluster-state: new', `# ${rtoReason}: etcd has a new leader within a second, when a host takes both along (ms).`, 'heartbeat-interval: 50', 'election-timeout: 500', '# promise.availability: old revisions are dropped, or the database fills up and refuses writes.', 'auto-compaction-mode: periodic', 'auto-compaction-retention: "1h"', 'logger: zap', "# Patroni speaks etcd's JSON, which etcd 3.4 leaves off when it is started from a file.", 'enable-grpc-gateway: true', security && [
        'client-transport-security:',
        ...security,
        'peer-transport-security:',
        ...security,
    ]);
}
//# sourceMappingURL=etcd-config.js.map