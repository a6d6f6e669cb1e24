import { clusterFacts } from '../audit/cluster-facts.ts';
import type { Facts } from '../audit/facts.ts';
import { field, listOf, mapOf, textOf } from '../audit/part.ts';
import type { Part, Unread } from '../audit/part.ts';
import { liveObject, livePlace } from '../audit/read/live-object.ts';
import { objectParts } from '../audit/read/read-file.ts';
import { BadInputError, EnvironmentError } from '../ports/errors.ts';
import type { ApiServer } from './api-server.ts';

/** What an API server shows of a cluster. */
export interface ClusterRead {
  readonly parts: readonly Part[];
  /** From its nodes; nothing when they may not be read. */
  readonly facts: Facts;
  /** Kinds that may not be read, each with what to grant. */
  readonly unread: readonly Unread[];
  readonly denied: ReadonlySet<string>;
  /** For people: what was left out. */
  readonly notes: readonly string[];
}

/** A kind that rules know. Secrets are none of them, and are never asked for. */
interface Resource {
  readonly kind: string;
  readonly plural: string;
  /** Newest first; a server without any has no such objects. */
  readonly versions: readonly string[];
  readonly isOfCluster?: true;
}

const core: readonly (readonly [kind: string, plural: string])[] = [
  ['Pod', 'pods'],
  ['Service', 'services'],
  ['ConfigMap', 'configmaps'],
  ['PersistentVolumeClaim', 'persistentvolumeclaims'],
  ['ReplicationController', 'replicationcontrollers'],
];

const resources: readonly Resource[] = [
  ...core.map(([kind, plural]) => ({ kind, plural, versions: ['v1'] })),
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind): Resource => ({
    kind,
    plural: `${kind.toLowerCase()}s`,
    versions: ['apps/v1'],
  })),
  { kind: 'Job', plural: 'jobs', versions: ['batch/v1'] },
  { kind: 'CronJob', plural: 'cronjobs', versions: ['batch/v1'] },
  { kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets', versions: ['policy/v1'] },
  {
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    versions: ['autoscaling/v2'],
  },
  { kind: 'NetworkPolicy', plural: 'networkpolicies', versions: ['networking.k8s.io/v1'] },
  { kind: 'Ingress', plural: 'ingresses', versions: ['networking.k8s.io/v1'] },
  {
    kind: 'PriorityClass',
    plural: 'priorityclasses',
    versions: ['scheduling.k8s.io/v1'],
    isOfCluster: true,
  },
  { kind: 'PrometheusRule', plural: 'prometheusrules', versions: ['monitoring.coreos.com/v1'] },
  { kind: 'Cluster', plural: 'clusters', versions: ['postgresql.cnpg.io/v1'] },
  { kind: 'ScheduledBackup', plural: 'scheduledbackups', versions: ['postgresql.cnpg.io/v1'] },
  ...['Kafka', 'KafkaNodePool', 'KafkaTopic'].map((kind): Resource => ({
    kind,
    plural: `${kind.toLowerCase()}s`,
    versions: ['kafka.strimzi.io/v1', 'kafka.strimzi.io/v1beta2'],
  })),
];

/** Made again and again by the workload that is reported: they say nothing new. */
const repeated: Readonly<Record<string, readonly string[]>> = {
  ReplicaSet: ['Deployment'],
  Pod: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'],
  Job: ['CronJob'],
};

/** Kept by whoever runs the cluster. */
const systemNamespaces = ['kube-system', 'kube-public', 'kube-node-lease'];

const pageSize = 500;

/**
 * Reads all kinds that the audit knows, of one namespace or of all but Kubernetes' own.
 *
 * @throws BadInputError there is no such namespace
 * @throws EnvironmentError the server can't be reached, or fails
 */
export async function readCluster(api: ApiServer, namespace?: string): Promise<ClusterRead> {
  await checkServer(api, namespace);
  const served = await servedVersions(api);
  const parts: Part[] = [];
  const refused: { plural: string; said: string }[] = [];
  const denied = new Set<string>();
  let leftOut = 0;
  for (const resource of resources) {
    const scope = resource.isOfCluster === true ? undefined : namespace;
    const answer = await listNewest(api, resource, served, scope);
    if (!answer.ok) {
      denied.add(resource.kind);
      if (resource.isOfCluster !== true) {
        refused.push({ plural: resource.plural, said: answer.message });
      }
      continue;
    }
    for (const item of answer.items) {
      const inNamespace = textOf(field(item, 'metadata', 'namespace')) ?? '';
      if (namespace === undefined && systemNamespaces.includes(inNamespace)) leftOut += 1;
      else if (!isRepeated(resource.kind, item)) parts.push(...partsOf(resource.kind, item));
    }
  }
  const nodes = await list(api, 'v1', 'nodes', 'Node', undefined);
  return {
    parts,
    facts: nodes.ok ? clusterFacts(nodes.items) : {},
    unread: unreadOf(api, refused),
    denied,
    notes: [
      ...(leftOut > 0 ? [`${leftOut} objects of ${systemNamespaces.join(', ')} are left out`] : []),
      ...(nodes.ok
        ? []
        : [
            'nodes may not be read, so their number and zones are facts for --topology (nodes, zones)',
          ]),
    ],
  };
}

async function checkServer(api: ApiServer, namespace: string | undefined): Promise<void> {
  const version = await api.get('/version');
  if (version.status === 200 && textOf(field(version.body, 'gitVersion')) === undefined) {
    throw new EnvironmentError(`${api.server} is no API server of Kubernetes`);
  }
  if (namespace === undefined) return;
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(namespace)) {
    throw new BadInputError(`--namespace takes the name of a namespace, not "${namespace}"`);
  }
  const found = await api.get(`/api/v1/namespaces/${namespace}`);
  if (found.status === 404) {
    throw new BadInputError(`${api.context} has no namespace ${namespace}`);
  }
}

/** Groups and versions that the server has: those of operators are asked for when they are installed. */
async function servedVersions(api: ApiServer): Promise<ReadonlySet<string>> {
  const { status, body } = await api.get('/apis');
  // Who may not ask for them is refused each by itself.
  if (status === 403) return new Set(resources.flatMap(({ versions }) => versions));
  const groups = field(body, 'groups');
  if (status !== 200 || !Array.isArray(groups)) {
    throw new EnvironmentError(
      `${api.server} is no API server of Kubernetes: it answered ${status} to /apis`,
    );
  }
  return new Set(
    groups
      .flatMap((group) => listOf(field(group, 'versions')))
      .map((version) => textOf(field(version, 'groupVersion')) ?? ''),
  );
}

type Listed =
  | { readonly ok: true; readonly items: readonly unknown[] }
  | { readonly ok: false; readonly message: string };

/** Of the versions that the server has the first with objects. */
async function listNewest(
  api: ApiServer,
  { kind, plural, versions }: Resource,
  served: ReadonlySet<string>,
  namespace: string | undefined,
): Promise<Listed> {
  for (const version of versions) {
    if (version.includes('.') && !served.has(version)) continue;
    const listed = await list(api, version, plural, kind, namespace);
    if (!listed.ok || listed.items.length > 0) return listed;
  }
  return { ok: true, items: [] };
}

async function list(
  api: ApiServer,
  version: string,
  plural: string,
  kind: string,
  namespace: string | undefined,
): Promise<Listed> {
  const base = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  const path = `${base}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}`;
  const listed = await listPages(api, path);
  // The server forgets an old list: from the beginning, once.
  const whole = listed === 'expired' ? await listPages(api, path) : listed;
  if (whole === 'expired') {
    throw new EnvironmentError(`${api.server} forgets the list of ${plural} before it was read`);
  }
  if (!whole.ok) return whole;
  // Items of a list leave out what the list says.
  const items = whole.items.map((item) => ({ ...mapOf(item), apiVersion: version, kind }));
  return { ok: true, items };
}

async function listPages(api: ApiServer, path: string): Promise<Listed | 'expired'> {
  const items: unknown[] = [];
  let from = '';
  do {
    const query = `limit=${pageSize}${from === '' ? '' : `&continue=${encodeURIComponent(from)}`}`;
    const { status, body } = await api.get(`${path}?${query}`);
    // A version that is not served: there are no such objects.
    if (status === 404) return { ok: true, items: [] };
    if (status === 403) return { ok: false, message: textOf(field(body, 'message')) ?? '' };
    if (status === 410 && from !== '') return 'expired';
    const page = field(body, 'items');
    // Go writes an empty list as null.
    if (status !== 200 || (page !== null && !Array.isArray(page))) {
      const said = textOf(field(body, 'message'));
      throw new EnvironmentError(
        `${api.server} does not list ${path}: it answered ${status}${said === undefined ? '' : `, ${said}`}`,
      );
    }
    for (const item of listOf(page)) items.push(item);
    from = textOf(field(body, 'metadata', 'continue')) ?? '';
  } while (from !== '');
  return { ok: true, items };
}

/** Of a ConfigMap only what it holds; no class that every cluster has. */
function partsOf(kind: string, item: unknown): readonly Part[] {
  const name = textOf(field(item, 'metadata', 'name')) ?? '';
  if (kind === 'PriorityClass' && name.startsWith('system-')) return [];
  const all = objectParts(liveObject(item));
  return kind === 'ConfigMap' ? all.slice(1) : all;
}

function isRepeated(kind: string, item: unknown): boolean {
  const makers = Object.hasOwn(repeated, kind) ? repeated[kind] : undefined;
  return listOf(field(item, 'metadata', 'ownerReferences')).some(
    (owner) =>
      field(owner, 'controller') === true &&
      makers?.includes(textOf(field(owner, 'kind')) ?? '') === true,
  );
}

/** One message for all kinds that are refused, with what the server said of the first. */
function unreadOf(
  api: ApiServer,
  refused: readonly { readonly plural: string; readonly said: string }[],
): readonly Unread[] {
  const [first] = refused;
  if (first === undefined) return [];
  const plurals = refused.map(({ plural }) => plural).join(', ');
  const said = first.said === '' ? '' : ` (${first.said})`;
  const message = `cannot tell about ${plurals}: they may not be listed${said}; grant list on them, or choose a namespace with --namespace`;
  return [{ place: livePlace(api.context, []), message }];
}
