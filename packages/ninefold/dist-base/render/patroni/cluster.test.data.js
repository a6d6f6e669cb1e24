import { timingFor } from './timing.js';
/** A synchronous cluster of three with etcd on hosts of its own, as an RTO of 10 s makes it. */
export function exampleCluster(changed = {}) {
    const result = timingFor(10_000, {
        synchronous: true,
        watchdog: true,
        etcdMembers: 3,
        etcdShared: false,
    });
    if (!result.ok)
        throw new RangeError('10 s can be kept');
    return {
        scope: 'orders',
        database: 'orders',
        role: 'orders',
        members: [exampleMember(0), exampleMember(1), exampleMember(2)],
        etcd: [
            {
                name: 'etcd-0',
                address: '10.0.0.21',
                clientPort: 2379,
                peerPort: 2380,
                dataDirectory: '/var/lib/etcd/ninefold',
            },
        ],
        clients: ['10.0.0.31'],
        synchronousStandbys: 1,
        tuning: 'promise',
        timing: result.timing,
        watchdog: 'required',
        tls: { authority: '/tls/ca.pem', certificate: '/tls/host.pem', key: '/tls/host.key' },
        startFrom: 'empty',
        postBootstrap: '/etc/patroni/post-bootstrap',
        reasons: { rto: 'promise.rto 10s', rpo: 'promise.rpo 0' },
        ...changed,
    };
}
function exampleMember(index) {
    return {
        name: `orders-${index}`,
        address: `10.0.0.1${index + 1}`,
        postgresPort: 5432,
        restPort: 8008,
        dataDirectory: '/var/lib/postgresql/15/orders',
        binDirectory: '/usr/lib/postgresql/15/bin',
        passFile: '/run/postgresql/pgpass',
        socketDirectory: '/run/postgresql',
    };
}
//# sourceMappingURL=cluster.test.data.js.map