import { appHosts, balancerHosts } from '../cluster-of.js';
/** The port of HAProxy's own health, for keepalived. */
export const alivePort = 8404;
/** What HAProxy balances for a contract on hosts of its own. */
export function haproxyPlanOf(contract, clusters) {
    const hosts = balancerHosts(contract.balancer);
    const app = appOf(contract);
    return {
        statsSocket: '/run/haproxy/admin.sock',
        alivePort,
        user: 'haproxy',
        ...(app === undefined ? {} : { app }),
        stores: clusters.map((cluster, index) => storeOf(cluster, index)),
        peers: hosts.map((address, index) => ({ name: `balancer-${index}`, address, port: 10_000 })),
    };
}
function appOf({ service, app, balancer }) {
    if (app === undefined)
        return undefined;
    return {
        bind: { address: '*', port: balancer.port === 0 ? 8080 : balancer.port },
        servers: appHosts(service, app).map((host, index) => ({
            name: `${service}-${index}`,
            ...host,
        })),
        readyPath: app.health.ready,
        checkEveryMs: balancer.checkEveryMs,
        attemptTimeoutMs: balancer.attemptTimeoutMs,
        maxAttempts: balancer.maxAttempts,
        maxConnectionsPerReplica: balancer.maxConnectionsPerReplica,
        drainMs: app.stopTimeoutMs,
    };
}
/** PostgreSQL's port for the first store's primary, the next one for its standbys, and so on. */
function storeOf(cluster, index) {
    return {
        name: cluster.scope,
        primary: { address: '*', port: 5432 + 2 * index },
        replicas: { address: '*', port: 5433 + 2 * index },
        members: cluster.members.map(({ name, address, postgresPort, restPort }) => ({
            name,
            address,
            port: postgresPort,
            restPort,
        })),
        ...(cluster.tls === undefined ? {} : { restAuthority: cluster.tls.authority }),
        leaseS: cluster.timing.leaseS,
        rtoReason: cluster.reasons.rto,
    };
}
//# sourceMappingURL=plan-of.js.map