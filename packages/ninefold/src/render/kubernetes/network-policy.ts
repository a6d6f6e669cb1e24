import type { NetworkPolicy, NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js';

import type { Contract } from '../../contract/contract.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import { appPort, logPort } from './app-pod.ts';
import { manifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { objectLabels, objectName, selectorLabels } from './names.ts';
import type { Labels } from './names.ts';

/** Who may connect to the app, and where it may connect to: nothing else. */
export function appNetworkPolicy(contract: Contract, spec: KubernetesSpec): Manifest {
  const { service, stores, logs = [], calls } = contract;
  const object: NetworkPolicy = {
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
          to: [{ podSelector: { matchLabels: brokerLabels(name, spec) } }],
          ports: [{ protocol: 'TCP', port: logPort(spec) }],
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
    'spec.ingress.0.from':
      'Its own namespace, and kubernetes.clients. kubelet may always ask for health.',
    ...(calls.length === 0
      ? {}
      : {
          [`spec.egress.${callsAt}`]: `calls: ${calls.map(({ name }) => name).join(', ')}; the contract names no addresses. Not the metadata of the cloud.`,
        }),
  });
}

/** Only the app and the other members reach a store; and its operator. */
export function storeNetworkPolicy(
  { service }: Contract,
  spec: KubernetesSpec,
  store: string,
  byPatroni: boolean,
): Manifest {
  const name = objectName(store);
  const members = { podSelector: { matchLabels: storeLabels(store, byPatroni) } };
  const object: NetworkPolicy = {
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
function storeLabels(store: string, byPatroni: boolean): Labels {
  const name = objectName(store);
  return byPatroni ? selectorLabels(name) : { 'cnpg.io/cluster': name };
}

/** The labels of a log's pods: Strimzi's own, or ours. */
function brokerLabels(log: string, { kafkaImage }: KubernetesSpec): Labels {
  return kafkaImage === undefined ? { 'strimzi.io/cluster': log } : selectorLabels(`${log}-broker`);
}

function namespacePeer(name: string): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}
