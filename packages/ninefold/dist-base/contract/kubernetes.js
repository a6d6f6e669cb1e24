import { z } from 'zod';
import { text, wholeNumber } from './leaf.js';
import { duration } from './values.js';
const namePattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const namespaceName = () => text(namePattern, 'a namespace', 'lower-case letters, digits and dashes, such as checkout');
/** A tag that is not `latest`, or a digest: what runs must be what was tested. */
const image = () => text(/^[a-z0-9][a-z0-9.:/_-]*(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$/, 'an image', 'an image with a tag other than latest, or a digest, such as registry.example/checkout:1.4.2');
const memory = () => text(/^[1-9][0-9]*(Ki|Mi|Gi|Ti)$/, 'a size', 'a size such as 512Mi or 20Gi');
const cpu = () => text(/^([1-9][0-9]*m|[1-9][0-9]{0,2})$/, 'a share of CPUs', 'such as 500m or 2');
const storage = z.strictObject({
    size: memory().prefault('20Gi').describe('The disk of each member of a store, of each broker.'),
    class: text(namePattern, 'a storage class', 'the name of a storage class, such as fast')
        .optional()
        .describe("The storage class. Default: the cluster's."),
    cpu: cpu().prefault('500m').describe('The CPU that each of them asks for.'),
    memory: memory()
        .prefault('1Gi')
        .describe('The memory that each of them asks for, and is limited to.'),
});
/** `kubernetes:`, for `ninefold render --target kubernetes`. */
export const kubernetes = z.strictObject({
    image: image()
        .optional()
        .describe("The app's image, with a tag or a digest. Default: none, so no app is rendered."),
    patroniImage: image()
        .optional()
        .describe('An image with PostgreSQL and Patroni, for stores under Patroni. Default: none.'),
    namespace: namespaceName().optional().describe("The namespace. Default: the service's name."),
    nodes: wholeNumber(1, 5000)
        .optional()
        .describe('Nodes of each region that pods can be put on. Default: not known.'),
    cpu: cpu().prefault('250m').describe('The CPU that one replica of the app asks for.'),
    memory: memory()
        .prefault('256Mi')
        .describe('The memory that one replica of the app asks for, and is limited to.'),
    maxReplicas: wholeNumber(1, 5000)
        .optional()
        .describe('Replicas in each region at most. Default: three times the least.'),
    clients: z
        .array(namespaceName())
        .max(50)
        .prefault([])
        .describe('Namespaces whose pods may connect to the app, beside its own: [ingress-nginx].'),
    nodeGrace: duration(1000)
        .prefault('50s')
        .describe("After so long without a sign of life a node is not ready: the cluster's node-monitor-grace-period."),
    storage: storage.prefault({}).describe('What members of stores and brokers of logs have.'),
});
/** Completes what a contract says of Kubernetes. */
export function kubernetesOf(written, service) {
    const { image: app, patroniImage, namespace, nodes, maxReplicas, storage: disk } = written;
    return {
        ...(app === undefined ? {} : { image: app }),
        ...(patroniImage === undefined ? {} : { patroniImage }),
        namespace: namespace ?? service,
        ...(nodes === undefined ? {} : { nodes }),
        cpu: written.cpu,
        memory: written.memory,
        ...(maxReplicas === undefined ? {} : { maxReplicas }),
        clients: written.clients,
        nodeGraceMs: written.nodeGrace,
        storage: {
            size: disk.size,
            ...(disk.class === undefined ? {} : { class: disk.class }),
            cpu: disk.cpu,
            memory: disk.memory,
        },
    };
}
//# sourceMappingURL=kubernetes.js.map