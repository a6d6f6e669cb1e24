import { formatDuration } from '../../contract/duration.js';
import { at } from '../../contract/located-mistake.js';
import { mistake } from '../../contract/mistake.js';
import { synchronousStandbys } from '../cluster-of.js';
import { manifest } from './manifest.js';
import { objectLabels, objectName } from './names.js';
/** How long a failover of CloudNativePG takes beside seeing that one is due (ms): estimates. */
const failoverMs = {
    /** The node controller looks every node-monitor-period, 5 s by default. */
    nodeMonitorMs: 5000,
    /** The old primary's WAL receivers end, a leader is chosen, and it is promoted. */
    promotionMs: 3000,
    /** From the label of the new primary to every node's rules. */
    serviceMs: 1000,
};
/** A lost node, in the worst case (ms). */
export function cloudNativePgBoundMs({ nodeGraceMs }) {
    return nodeGraceMs + failoverMs.nodeMonitorMs + failoverMs.promotionMs + failoverMs.serviceMs;
}
/** What CloudNativePG can't keep of the promise. */
export function cloudNativePgMistakes({ promise }, { name, members, replication }, spec) {
    const boundMs = cloudNativePgBoundMs(spec);
    const found = [];
    if (members > 1 && promise.rtoMs < boundMs) {
        const message = `CloudNativePG hears of a lost node from Kubernetes, after kubernetes.nodeGrace ${formatDuration(spec.nodeGraceMs)}, so ${name} may be away for ${formatDuration(boundMs)}`;
        const expected = `an rto of at least ${formatDuration(boundMs)}, a cluster with a shorter nodeGrace, or engine: patroni`;
        found.push(at(['promise', 'rto'], message, expected));
    }
    if (promise.rpoMs === 0 && members > 1 && replication === 'asynchronous') {
        const message = 'asynchronous replication loses acknowledged writes, and rpo 0 promises none';
        const expected = 'replication: synchronous, or an rpo above 0';
        found.push(at(['stores', name, 'replication'], message, expected));
    }
    if (objectName(name).length > 50) {
        const message = 'CloudNativePG takes names of 50 characters at most';
        found.push({ path: ['stores', name], at: 'key', mistake: mistake(message, 'a shorter name') });
    }
    return found;
}
/** A store as a Cluster that CloudNativePG keeps. */
export function cloudNativePgCluster(contract, store, spec) {
    const { service, promise, assumptions } = contract;
    const name = objectName(store.name);
    const rtoS = Math.floor(promise.rtoMs / 1000);
    const quarterS = Math.max(1, Math.floor(rtoS / 4));
    const standbys = synchronousStandbys(store);
    const rto = `promise.rto ${formatDuration(promise.rtoMs)}`;
    const rpo = `promise.rpo ${formatDuration(promise.rpoMs)}`;
    const zones = assumptions.zone?.count ?? 1;
    const demandsNodes = zones === 1 && (spec.nodes ?? 0) > store.members;
    const { storage } = spec;
    const object = {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: { name, namespace: spec.namespace, labels: objectLabels(service, name) },
        spec: {
            instances: store.members,
            enablePDB: store.members > 1,
            priorityClassName: service,
            primaryUpdateStrategy: 'unsupervised',
            primaryUpdateMethod: 'switchover',
            switchoverDelay: 2 * quarterS,
            smartShutdownTimeout: quarterS,
            stopDelay: Math.max(30, rtoS),
            probes: { readiness: { periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 2 } },
            bootstrap: { initdb: { database: store.name, owner: store.name } },
            storage: {
                size: storage.size,
                ...(storage.class === undefined ? {} : { storageClass: storage.class }),
            },
            resources: {
                requests: { cpu: storage.cpu, memory: storage.memory },
                limits: { memory: storage.memory },
            },
            postgresql: {
                parameters: { max_slot_wal_keep_size: halfOf(storage.size) },
                ...(standbys === 0
                    ? {}
                    : {
                        synchronous: {
                            method: 'any',
                            number: standbys,
                            dataDurability: 'required',
                            failoverQuorum: true,
                        },
                    }),
            },
            affinity: {
                enablePodAntiAffinity: true,
                topologyKey: 'kubernetes.io/hostname',
                podAntiAffinityType: demandsNodes ? 'required' : 'preferred',
            },
            topologySpreadConstraints: [
                {
                    maxSkew: 1,
                    topologyKey: 'topology.kubernetes.io/zone',
                    whenUnsatisfiable: zones > 1 ? 'DoNotSchedule' : 'ScheduleAnyway',
                    nodeTaintsPolicy: 'Honor',
                    labelSelector: { matchLabels: { 'cnpg.io/cluster': name } },
                },
            ],
        },
    };
    return manifest(object, {
        'spec.enablePDB': 'The operator moves the primary away before its node is drained.',
        'spec.primaryUpdateMethod': `${rto}: a new version comes by switchover, not by waiting for a restart.`,
        'spec.switchoverDelay': `${rto}: a primary that does not stop in half of it is not waited for. CloudNativePG's default is an hour.`,
        'spec.smartShutdownTimeout': `${rto}: clients that stay connected are waited for a quarter of it, not for 180 s.`,
        'spec.probes.readiness': `${rto}: a primary that does not answer is replaced after 2 x 2 s + 2 s, not after 30 s.`,
        'spec.postgresql.parameters.max_slot_wal_keep_size': 'promise.availability: a standby that stays away fills no more than half of the disk.',
        ...(standbys === 0
            ? {}
            : {
                'spec.postgresql.synchronous': `${rpo}: a write is acknowledged by ${standbys + 1} members, and only one that has it is promoted.`,
            }),
        'spec.affinity.podAntiAffinityType': demandsNodes
            ? `kubernetes.nodes ${spec.nodes}: a node each, and one to spare.`
            : 'A wish: zones are demanded, or there may be no node to spare.',
    });
}
/** Half of a size such as 20Gi, as PostgreSQL writes sizes. */
export function halfOf(size) {
    const [, amount = '1', unit = 'Gi'] = /^(\d+)(Ki|Mi|Gi|Ti)$/.exec(size) ?? [];
    const megabytes = {
        Ki: 1 / 1024,
        Mi: 1,
        Gi: 1024,
        Ti: 1_048_576,
    };
    return `${Math.max(1, Math.floor((Number(amount) * (megabytes[unit] ?? 1)) / 2))}MB`;
}
//# sourceMappingURL=cloudnative-pg.js.map