import { hostPort, indent, lines } from '../config-text.js';
/**
 * `haproxy.cfg` for HAProxy 2.6 and later, built with its Prometheus exporter, as Debian's is.
 *
 * @param self the name of this host among the plan's peers; absent: `haproxy -L` says it
 */
export function renderHaproxy(plan, self) {
    const hasPeers = plan.stores.length > 0;
    return lines('# HAProxy. Rendered by Ninefold; a comment says which promise a value is from.', 'global', '    log stderr format raw local0 notice', `    stats socket ${plan.statsSocket} mode 600 level admin`, hasPeers && self !== undefined ? `    localpeer ${self}` : undefined, plan.user && [`    user ${plan.user}`, `    group ${plan.user}`], '    # promise.availability: all members are not asked in the same instant.', '    spread-checks 5', '', 'defaults', '    log global', '    # promise.rto: a host that does not answer is given up soon.', '    timeout connect 1s', '    # A host name that is not known yet is no reason not to start.', '    default-server init-addr last,libc,none', '', '# The health check of keepalived, and what the rules of --target prometheus read.', 'frontend alive', '    mode http', `    bind 127.0.0.1:${plan.alivePort}`, '    timeout client 5s', '    monitor-uri /alive', '    http-request use-service prometheus-exporter if { path /metrics }', plan.app && ['', ...app(plan.app)], hasPeers
        ? [
            '',
            '# Who is primary, as the HAProxy hosts tell each other.',
            'peers haproxies',
            ...plan.peers.map(({ name, address, port }) => `    peer ${name} ${hostPort(address, port)}`),
        ]
        : undefined, plan.stores.flatMap((store) => ['', ...storeSections(store)]));
}
function bindOf({ address, port }) {
    return `bind ${address === '*' ? `*:${port}` : hostPort(address, port)}`;
}
/** Requests may be sent again only if they do no harm twice. */
const repeatable = [
    'acl repeatable method GET HEAD OPTIONS PUT DELETE',
    'acl repeatable req.hdr(Idempotency-Key) -m found',
    'http-request disable-l7-retry unless repeatable',
];
function app(plan) {
    const seconds = Math.ceil(plan.drainMs / 1000);
    return [
        '# The app.',
        'frontend app',
        '    mode http',
        `    ${bindOf(plan.bind)}`,
        '    option httplog',
        '    timeout client 60s',
        '    timeout http-request 10s',
        `    timeout http-keep-alive ${seconds}s`,
        '    default_backend app-replicas',
        '',
        'backend app-replicas',
        '    mode http',
        '    # promise.availability: the replica with the least to do, so that a slow one gets less.',
        '    balance leastconn',
        '    # promise.availability: another replica is tried, for requests that do no harm twice.',
        ...indent(4, repeatable),
        `    retries ${plan.maxAttempts - 1}`,
        '    retry-on conn-failure empty-response response-timeout 503',
        '    option redispatch 1',
        '    # balancer.attemptTimeout, checkEvery: as the contract says.',
        `    timeout server ${plan.attemptTimeoutMs}ms`,
        `    timeout queue ${plan.attemptTimeoutMs}ms`,
        `    timeout check ${Math.max(1000, plan.checkEveryMs)}ms`,
        '    option httpchk',
        `    http-check send meth GET uri ${plan.readyPath} ver HTTP/1.1 hdr Host health`,
        '    http-check expect status 200-299',
        '    # A replica that drains answers 404: it finishes what it has and gets nothing new.',
        '    http-check disable-on-404',
        `    # promise.rto: a replica that refuses connections is out at once (observe), and looked at often`,
        '    # until it is known to be up or down (fastinter, downinter).',
        '    default-server check observe layer4 error-limit 1 on-error mark-down rise 2 fall 2',
        `    default-server inter ${plan.checkEveryMs}ms fastinter ${fastMs(plan.checkEveryMs)}ms downinter ${plan.checkEveryMs}ms`,
        '    # promise.availability: a replica is not handed more than it promised to take, and starts slowly.',
        `    default-server maxconn ${plan.maxConnectionsPerReplica} slowstart 2s`,
        ...plan.servers.map(({ name, address, port }) => `    server ${name} ${hostPort(address, port)}`),
    ];
}
function fastMs(checkEveryMs) {
    return Math.max(50, Math.round(checkEveryMs / 2));
}
function storeSections(store) {
    const { name, rtoReason, leaseS } = store;
    const members = (check) => store.members.map((member) => `    server ${member.name} ${hostPort(member.address, member.port)} check port ${member.restPort}${check}`);
    const tls = store.restAuthority
        ? ` check-ssl verify required ca-file ${store.restAuthority}`
        : '';
    const session = [
        '    mode tcp',
        '    option tcplog',
        '    option clitcpka',
        '    option srvtcpka',
    ];
    const timeouts = [
        '    # Between statements a client may be silent; keep-alive finds those that are gone.',
        '    timeout client 8h',
        '    timeout server 8h',
    ];
    return [
        `# ${name}: the primary.`,
        `listen ${name}-primary`,
        ...session,
        ...timeouts,
        `    ${bindOf(store.primary)}`,
        '    option httpchk',
        '    http-check send meth OPTIONS uri /primary',
        '    http-check expect status 200',
        `    timeout check 1s`,
        '    # promise.rpo: the fence of HAProxy. All clients are on one member; an old primary that wakes, and',
        '    # for a round says it is primary too, gets nobody as long as the new one is up.',
        '    stick-table type integer size 16 peers haproxies',
        '    stick on int(1)',
        `    # ${rtoReason}: sessions to a primary that is gone or silent are shut, and before the lease of`,
        `    # ${leaseS} s is over: three checks of 1 s each and the pauses between them.`,
        '    default-server on-marked-down shutdown-sessions',
        `    default-server inter 1s fastinter 250ms downinter 250ms rise 1 fall 3`,
        ...members(tls),
        '',
        `# ${name}: standbys for reading, within the lag that Patroni allows.`,
        `listen ${name}-replicas`,
        ...session,
        ...timeouts,
        `    ${bindOf(store.replicas)}`,
        '    balance leastconn',
        '    option httpchk',
        '    http-check send meth OPTIONS uri /replica',
        '    http-check expect status 200',
        '    timeout check 1s',
        `    # ${rtoReason}: sessions to a standby that is gone or silent are shut.`,
        '    default-server on-marked-down shutdown-sessions',
        '    default-server inter 1s fastinter 250ms downinter 1s rise 1 fall 3',
        ...members(tls),
    ];
}
//# sourceMappingURL=haproxy-config.js.map