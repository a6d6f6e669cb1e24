import { appPort } from './app-pod.js';
import { manifest } from './manifest.js';
import { objectLabels, objectName, selectorLabels } from './names.js';
/** Who may connect to the app, and where it may connect to: nothing else. */
export function appNetworkPolicy(contract, spec) {
    const { service, stores, logs = [], calls } = contract;
    const object = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: service, namespace: spec.namespace, labels: objectLabels(service, service) },
        spec: {
            podSelector: { matchLabels: selectorLabels(service) },
            policyTypes: ['Ingress', 'Egress'],
            ingress: [
                {
                    from: [{ podSelector: {} }, ...spec.clients.map((name) => namespacePeer(name))],
                    ports: [{ protocol: 'TCP', port: appPort }],
                },
            ],
            egress: [
                {
                    to: [
                        {
                            ...namespacePeer('kube-system'),
                            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
                        },
                    ],
                    ports: [
                        { protocol: 'UDP', port: 53 },
                        { protocol: 'TCP', port: 53 },
                    ],
                },
                ...stores.map(({ name, patroni }) => ({
                    to: [{ podSelector: { matchLabels: storeLabels(name, patroni !== undefined) } }],
                    ports: [{ protocol: 'TCP', port: 5432 }],
                })),
                ...logs.map(({ name }) => ({
                    to: [{ podSelector: { matchLabels: { 'strimzi.io/cluster': name } } }],
                    ports: [{ protocol: 'TCP', port: 9093 }],
                })),
                ...(calls.length === 0
                    ? []
                    : [
                        {
                            to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }],
                            ports: [{ protocol: 'TCP', port: 443 }],
                        },
                    ]),
            ],
        },
    };
    const callsAt = 1 + stores.length + logs.length;
    return manifest(object, {
        'spec.ingress.0.from': 'Its own namespace, and kubernetes.clients. kubelet may always ask for health.',
        ...(calls.length === 0
            ? {}
            : {
                [`spec.egress.${callsAt}`]: `calls: ${calls.map(({ name }) => name).join(', ')}; the contract names no addresses. Not the metadata of the cloud.`,
            }),
    });
}
/** Only the app and the other members reach a store; and its operator. */
export function storeNetworkPolicy({ service }, spec, store, byPatroni) {
    const name = objectName(store);
    const members = { podSelector: { matchLabels: storeLabels(store, byPatroni) } };
    const object = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name, namespace: spec.namespace, labels: objectLabels(service, name) },
        spec: {
            podSelector: members.podSelector,
            policyTypes: ['Ingress'],
            ingress: [
                {
                    from: [{ podSelector: { matchLabels: selectorLabels(service) } }, members],
                    ports: [{ protocol: 'TCP', port: 5432 }],
                },
                {
                    from: byPatroni ? [members] : [members, namespacePeer('cnpg-system')],
                    ports: [{ protocol: 'TCP', port: byPatroni ? 8008 : 8000 }],
                },
            ],
        },
    };
    return manifest(object);
}
/** The labels of a store's pods: CloudNativePG's own, or ours. */
function storeLabels(store, byPatroni) {
    const name = objectName(store);
    return byPatroni ? selectorLabels(name) : { 'cnpg.io/cluster': name };
}
function namespacePeer(name) {
    return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}
//# sourceMappingURL=network-policy.js.map