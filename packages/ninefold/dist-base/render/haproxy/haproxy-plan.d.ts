/** What HAProxy balances, as its configuration needs it: plain data, no contract. */
export interface HaproxyPlan {
    /** Absolute path of the socket for `show stat` and `set server ... state drain`. */
    readonly statsSocket: string;
    /** Loopback port: 200 on `/alive` for keepalived's health check, and Prometheus' `/metrics`. */
    readonly alivePort: number;
    /** Unix user and group that HAProxy becomes after binding; absent: it stays who it is. */
    readonly user?: string;
    readonly app?: HaproxyApp;
    readonly stores: readonly HaproxyStore[];
    /** All HAProxy hosts, which tell each other the primary they know; the first is not special. */
    readonly peers: readonly HaproxyPeer[];
}
export interface HaproxyPeer {
    /** What `haproxy -L` or the host's name says: each HAProxy finds itself by it. */
    readonly name: string;
    readonly address: string;
    readonly port: number;
}
/** `address:port` to listen on; `*` for all addresses. */
export interface Bind {
    readonly address: string;
    readonly port: number;
}
export interface HaproxyServer {
    readonly name: string;
    readonly address: string;
    readonly port: number;
}
export interface HaproxyApp {
    readonly bind: Bind;
    readonly servers: readonly HaproxyServer[];
    /** Answers 2xx while the replica takes traffic. */
    readonly readyPath: string;
    readonly checkEveryMs: number;
    readonly attemptTimeoutMs: number;
    readonly maxAttempts: number;
    readonly maxConnectionsPerReplica: number;
    /** How long a stopping HAProxy waits for requests in flight (ms). */
    readonly drainMs: number;
}
export interface HaproxyStore {
    readonly name: string;
    /** Leads to the primary. */
    readonly primary: Bind;
    /** Leads to standbys that lag no more than Patroni allows; to the primary when there are none. */
    readonly replicas: Bind;
    readonly members: readonly (HaproxyServer & {
        readonly restPort: number;
    })[];
    /** The authority that signed Patroni's REST certificates; absent: plain HTTP. */
    readonly restAuthority?: string;
    /**
     * A new primary may exist so long after the old one's last sign of life (s): its sessions are shut
     * before.
     */
    readonly leaseS: number;
    /** As comments quote it: `promise.rto: 10s`. */
    readonly rtoReason: string;
}
//# sourceMappingURL=haproxy-plan.d.ts.map