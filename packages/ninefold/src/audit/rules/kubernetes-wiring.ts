import { rolling, serviceSelects } from '../../audit/kubernetes.ts';
import type { Workload } from '../../audit/kubernetes.ts';
import { field, listOf, mapOf, numberOf, textOf, wordOf } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { membersOf } from './members.ts';
import { isDatabase, nameOf, texts } from './words.ts';

const statefulSets = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';
const services = 'https://kubernetes.io/docs/concepts/services-networking/service/';
const removals = 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/';

/** API versions that are served no more, and since when. */
const removed: Readonly<Record<string, readonly [since: string, instead: string]>> = {
  'extensions/v1beta1 Deployment': ['1.16', 'apps/v1'],
  'extensions/v1beta1 DaemonSet': ['1.16', 'apps/v1'],
  'extensions/v1beta1 ReplicaSet': ['1.16', 'apps/v1'],
  'extensions/v1beta1 NetworkPolicy': ['1.16', 'networking.k8s.io/v1'],
  'extensions/v1beta1 Ingress': ['1.22', 'networking.k8s.io/v1'],
  'networking.k8s.io/v1beta1 Ingress': ['1.22', 'networking.k8s.io/v1'],
  'apps/v1beta1 Deployment': ['1.16', 'apps/v1'],
  'apps/v1beta2 Deployment': ['1.16', 'apps/v1'],
  'apps/v1beta1 StatefulSet': ['1.16', 'apps/v1'],
  'apps/v1beta2 StatefulSet': ['1.16', 'apps/v1'],
  'apps/v1beta2 DaemonSet': ['1.16', 'apps/v1'],
  'policy/v1beta1 PodDisruptionBudget': ['1.25', 'policy/v1'],
  'policy/v1beta1 PodSecurityPolicy': ['1.25', 'pod security admission'],
  'batch/v1beta1 CronJob': ['1.25', 'batch/v1'],
  'autoscaling/v2beta1 HorizontalPodAutoscaler': ['1.25', 'autoscaling/v2'],
  'autoscaling/v2beta2 HorizontalPodAutoscaler': ['1.26', 'autoscaling/v2'],
  'rbac.authorization.k8s.io/v1beta1 ClusterRole': ['1.22', 'rbac.authorization.k8s.io/v1'],
  'scheduling.k8s.io/v1beta1 PriorityClass': ['1.22', 'scheduling.k8s.io/v1'],
  'storage.k8s.io/v1beta1 StorageClass': ['1.22', 'storage.k8s.io/v1'],
};

const tracesOff: ReadonlySet<string> = new Set([
  'OTEL_SDK_DISABLED=true',
  'OTEL_TRACES_EXPORTER=none',
  'OTEL_TRACES_SAMPLER=always_off',
]);

export const wiringRules: readonly Rule[] = [
  {
    id: 'K51',
    title: 'data that ends with its pod',
    severity: 'critical',
    item: 'storage',
    reads: 'images, volumes, volumeClaimTemplates',
    source: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (!['Deployment', 'StatefulSet', 'ReplicaSet', 'Pod'].includes(workload.kind)) continue;
        if (listOf(field(workload.part.data, 'spec', 'volumeClaimTemplates')).length > 0) continue;
        const lasting = listOf(field(workload.pod, 'volumes')).filter((volume) =>
          [
            'persistentVolumeClaim',
            'hostPath',
            'csi',
            'ephemeral',
            'nfs',
            'iscsi',
            'awsElasticBlockStore',
            'gcePersistentDisk',
          ].some((key) => field(volume, key) !== undefined),
        );
        const database = workload.containers.find(({ image }) => isDatabase(image));
        // A cache that says so (no persistence) loses nothing that it promised.
        if (
          database === undefined ||
          lasting.length > 0 ||
          /memcached|exporter/.test(database.image) ||
          keepsNothing(world, workload)
        )
          continue;
        yield {
          part: workload.part,
          path: [...database.path, 'image'],
          message: `${nameOf(workload)} runs ${database.image} and keeps its data in the pod`,
          why: 'an emptyDir, or the container itself, is deleted with the pod: each drain and each release loses everything',
          fix: 'a StatefulSet with volumeClaimTemplates',
          ...(/redis|valkey/.test(database.image) ? { severity: 'medium' } : {}),
        };
      }
    },
  },
  {
    id: 'K53',
    title: 'a rollout that waits for its own volume',
    severity: 'critical',
    item: 'shutdown',
    reads: 'Deployments, PersistentVolumeClaims',
    source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    *check(world): Generator<Sighting> {
      const claims = new Map(
        world.ofKind('PersistentVolumeClaim').map((one) => [`${one.namespace} ${one.name}`, one]),
      );
      for (const workload of world.workloads) {
        const roll = rolling(workload);
        if (roll === undefined) continue;
        for (const [index, volume] of listOf(field(workload.pod, 'volumes')).entries()) {
          const name = textOf(field(volume, 'persistentVolumeClaim', 'claimName'));
          const claim = claims.get(`${workload.namespace} ${name}`);
          const modes = listOf(field(claim?.part.data, 'spec', 'accessModes'));
          const isOne =
            modes.length > 0 &&
            modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod');
          if (!isOne || (workload.replicas < 2 && roll.surge === 0)) continue;
          yield {
            part: workload.part,
            path: [...workload.podPath, 'volumes', index],
            message: `${nameOf(workload)} (${workload.replicas} ${workload.replicas === 1 ? 'replica' : 'replicas'}, maxSurge ${roll.surge}) mounts ${name}, which one node may have`,
            why: `${String(modes[0])}: the new pod on another node waits for the volume of the old one, which waits for the new one to be ready`,
            fix: 'a StatefulSet with volumeClaimTemplates; with one replica, strategy Recreate',
          };
        }
      }
    },
  },
  {
    id: 'K60',
    title: 'StatefulSet without its Service',
    severity: 'high',
    item: 'storage',
    reads: 'StatefulSets, Services',
    source: `${statefulSets}#stable-network-id`,
    *check(world): Generator<Sighting> {
      const names = new Set(
        world.ofKind('Service').map(({ namespace, name }) => `${namespace} ${name}`),
      );
      for (const workload of world.workloads) {
        if (workload.kind !== 'StatefulSet') continue;
        const name = textOf(field(workload.part.data, 'spec', 'serviceName'));
        // Without pods nobody looks for them.
        if (workload.replicas === 0) continue;
        const inFile = names.has(`${workload.namespace} ${name}`);
        // Without any Service in the files, they are elsewhere.
        if (inFile || (name !== undefined && names.size === 0)) continue;
        yield {
          part: workload.part,
          path: ['spec', 'serviceName'],
          message:
            name === undefined
              ? `${nameOf(workload)} names no Service`
              : `the Service ${name} of ${nameOf(workload)} is in none of the files`,
          why: 'its pods have no names of their own in DNS, by which members find each other',
          fix: `a headless Service (clusterIP: None) named ${name ?? workload.name}`,
          ...(membersOf(world, workload, workload.replicas) !== undefined ||
          workload.containers.some(({ image }) => isDatabase(image))
            ? {}
            : { severity: 'low' }),
        };
      }
    },
  },
  {
    id: 'K61',
    title: 'selector and labels differ',
    severity: 'critical',
    item: 'health',
    reads: 'selectors, pod labels',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (!['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(workload.kind))
          continue;
        const wanted = Object.entries(
          mapOf(field(workload.part.data, 'spec', 'selector', 'matchLabels')),
        );
        const miss = wanted.find(([key, value]) => workload.podLabels[key] !== textOf(value));
        if (miss === undefined) continue;
        yield {
          part: workload.part,
          path: ['spec', 'selector', 'matchLabels', miss[0]],
          message: `${nameOf(workload)} selects ${miss[0]}: ${String(miss[1])}, and its pods have ${workload.podLabels[miss[0]] ?? 'no such label'}`,
          why: 'the API refuses it: no pod is made',
          fix: `the same label in spec.template.metadata.labels`,
        };
      }
    },
  },
  {
    id: 'K62',
    title: 'a pod that nobody replaces',
    severity: 'high',
    item: 'replicas',
    reads: 'Pods',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#using-pods',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        const isNaked =
          workload.kind === 'Pod' &&
          listOf(field(workload.part.data, 'metadata', 'ownerReferences')).length === 0;
        // A test hook, and a pod that ends by itself, is no service.
        const ends = ['Never', 'OnFailure'].includes(
          textOf(field(workload.pod, 'restartPolicy')) ?? '',
        );
        // The kubelet starts these from a file on the node: kubeadm's, by their label.
        const isStatic =
          workload.namespace === 'kube-system' && workload.labels['tier'] === 'control-plane';
        if (!isNaked || ends || isStatic) continue;
        const isServing = world.serves(workload);
        yield {
          part: workload.part,
          path: ['kind'],
          message: `Pod ${workload.name} belongs to no Deployment`,
          why: 'when its node is lost or drained it is gone, and nothing makes it again',
          fix: 'a Deployment',
          ...(isServing ? {} : { severity: 'medium' }),
        };
      }
    },
  },
  {
    id: 'K63',
    title: 'a Service that answers on some nodes only',
    severity: 'medium',
    item: 'balancer',
    reads: 'externalTrafficPolicy, replicas, nodes',
    source:
      'https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip',
    *check(world, { nodes }): Generator<Sighting> {
      for (const service of world.ofKind('Service')) {
        if (field(service.part.data, 'spec', 'externalTrafficPolicy') !== 'Local') continue;
        const workload = world
          .selectedBy(service)
          .find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
        if (workload === undefined) continue;
        const replicas = world.leastReplicas(workload);
        if (nodes !== undefined && replicas >= nodes) continue;
        yield {
          part: service.part,
          path: ['spec', 'externalTrafficPolicy'],
          message: `externalTrafficPolicy Local with ${replicas} replicas on ${nodes ?? 'an unknown number of'} nodes`,
          why: 'nodes without a pod drop what the balancer sends until its health check has seen it: each pod that moves costs requests, and the load is uneven',
          fix: 'Cluster, or a pod on each node',
          ...(nodes === undefined ? { missing: ['nodes'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'K64',
    title: 'a Service without pods',
    severity: 'high',
    item: 'health',
    reads: 'Services, workloads',
    source: services,
    *check(world): Generator<Sighting> {
      for (const service of world.ofKind('Service')) {
        const selector = mapOf(field(service.part.data, 'spec', 'selector'));
        if (Object.keys(selector).length === 0) continue;
        const near = world.workloadsIn(service.namespace);
        if (world.selectedBy(service).length > 0) continue;
        // It is a mistake when a part of the selector matches; else its pods are in other files.
        const almost = near.find(({ podLabels }) =>
          Object.entries(selector).some(
            ([key, value]) => serviceSelects({ [key]: value }, podLabels) && near.length < 50,
          ),
        );
        const keys = Object.keys(selector);
        if (almost === undefined || keys.length < 2) continue;
        const miss = keys.find((key) => almost.podLabels[key] !== textOf(selector[key])) ?? '';
        if (almost.podLabels[miss] === undefined || almost.name !== service.name) continue;
        yield {
          part: service.part,
          path: ['spec', 'selector', miss],
          message: `Service ${service.name} selects ${miss}: ${String(selector[miss])}, and ${nameOf(almost)} has ${almost.podLabels[miss]}`,
          why: 'no pod has all the labels: every connection is refused',
          fix: `${miss}: ${almost.podLabels[miss]}`,
        };
      }
    },
  },
  {
    id: 'K65',
    title: 'a port that no container has',
    severity: 'critical',
    item: 'health',
    reads: 'Services, probes, container ports',
    source: `${services}#field-spec-ports`,
    *check(world): Generator<Sighting> {
      for (const service of world.ofKind('Service')) {
        for (const workload of world.selectedBy(service)) {
          const names = new Set(
            workload.containers.flatMap(({ data }) =>
              listOf(field(data, 'ports')).map((port) => field(port, 'name')),
            ),
          );
          for (const [index, port] of listOf(field(service.part.data, 'spec', 'ports')).entries()) {
            const target = field(port, 'targetPort');
            if (typeof target !== 'string' || /^\d+$/.test(target) || names.has(target)) continue;
            // Sidecars that are injected bring ports of their own.
            if (
              listOf(field(workload.pod, 'initContainers')).some((one) =>
                listOf(field(one, 'ports')).some((own) => field(own, 'name') === target),
              )
            )
              continue;
            yield {
              part: service.part,
              path: ['spec', 'ports', index, 'targetPort'],
              message: `targetPort ${target} is the name of no port of ${nameOf(workload)}`,
              why: 'the Service has no endpoint for it: every connection is refused',
              fix: `one of ${
                [...names]
                  .map(wordOf)
                  .filter((name) => name !== '')
                  .join(', ') || 'the container’s ports, by number'
              }`,
            };
          }
        }
      }
    },
  },
  {
    id: 'K66',
    title: 'an image that may change or go',
    severity: 'medium',
    item: 'shutdown',
    reads: 'images',
    source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (workload.kind === 'Job' || workload.kind === 'CronJob') continue;
        for (const { image, path, name } of workload.containers) {
          const last = image.slice(image.lastIndexOf('/') + 1);
          if (
            image === '' ||
            image.includes('@') ||
            // ko puts the digest of what it builds in its place.
            image.startsWith('ko://') ||
            (last.includes(':') && !last.endsWith(':latest'))
          )
            continue;
          yield {
            part: workload.part,
            path: [...path, 'image'],
            message: `container ${name} runs ${image}, whatever that is on the day`,
            why: 'a pod that is repaired may run another release than its neighbours, and there is none to go back to',
            fix: 'a version, or a digest',
          };
        }
      }
    },
  },
  {
    id: 'K67',
    title: 'every restart needs the registry',
    severity: 'low',
    item: 'shutdown',
    reads: 'imagePullPolicy, Services',
    source: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (!world.serves(workload)) continue;
        for (const { data, path, image } of workload.containers) {
          if (field(data, 'imagePullPolicy') !== 'Always' || image.endsWith(':latest')) continue;
          yield {
            part: workload.part,
            path: [...path, 'imagePullPolicy'],
            message: 'imagePullPolicy Always: no pod starts while the registry is away',
            why: 'the registry becomes a hard dependency of every repair: 99.9% of it is 8.8 h a year in which none works',
            fix: 'IfNotPresent, with a version that does not change',
            set: [[[...path, 'imagePullPolicy'], 'IfNotPresent']],
          };
        }
      }
    },
  },
  {
    id: 'K68',
    title: 'a quorum of even size, or of two',
    severity: 'high',
    item: 'storage',
    reads: 'StatefulSets of quorum systems',
    source: 'https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (
          membersOf(world, workload, workload.replicas)?.system !== 'votes' ||
          !/etcd|zookeeper|zk|consul|vault/i.test(workload.containers[0]?.image ?? '')
        )
          continue;
        const { replicas } = workload;
        if (replicas >= 3 && replicas % 2 === 1) continue;
        if (replicas < 1) continue;
        const lost = replicas - (Math.floor(replicas / 2) + 1);
        yield {
          part: workload.part,
          path: ['spec', 'replicas'],
          message: `${nameOf(workload)} has ${replicas} ${replicas === 1 ? 'member' : 'members'}, of which ${lost} may fail`,
          why: `a majority of ${replicas} is ${Math.floor(replicas / 2) + 1}; ${Math.max(3, replicas - 1 + (replicas % 2))} members may lose ${Math.max(1, lost)}`,
          fix: `replicas: ${Math.max(3, replicas + 1 - (replicas % 2))}`,
        };
      }
    },
  },
  {
    id: 'K70',
    title: 'an API version that is served no more',
    severity: 'critical',
    item: 'shutdown',
    reads: 'apiVersion, kind',
    source: removals,
    *check(world): Generator<Sighting> {
      for (const { part, apiVersion, kind } of world.objects) {
        const key = `${apiVersion} ${kind}`;
        const [since, instead] = (Object.hasOwn(removed, key) ? removed[key] : undefined) ?? [];
        if (since === undefined || instead === undefined) continue;
        yield {
          part,
          path: ['apiVersion'],
          message: `${apiVersion} of ${kind} is served no more since Kubernetes ${since}`,
          why: 'after the next upgrade this can be applied no more: neither a release nor a rollback works',
          fix: `apiVersion: ${instead}`,
        };
      }
    },
  },
  {
    id: 'X31',
    title: 'a single replica that others need',
    severity: 'critical',
    item: 'replicas',
    reads: 'environment of containers, Services, replicas',
    source: 'serial dependency: A = product of A_i',
    *check(world): Generator<Sighting> {
      const singles = new Map<string, string>();
      for (const service of world.ofKind('Service')) {
        const [workload, other] = world.selectedBy(service);
        if (
          workload === undefined ||
          other !== undefined ||
          workload.kind === 'DaemonSet' ||
          world.autoscalerOf(workload) !== undefined
        )
          continue;
        if (world.leastReplicas(workload) === 1)
          singles.set(`${service.namespace} ${service.name}`, nameOf(workload));
      }
      if (singles.size === 0) return;
      for (const workload of world.workloads) {
        if (world.leastReplicas(workload) < 2 || !world.serves(workload)) continue;
        const seen = new Set<string>();
        for (const container of workload.containers) {
          for (const { text, path } of texts(field(container.data, 'env'))) {
            if (path.at(-1) !== 'value') continue;
            const host = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([a-z0-9-]+)(?:\.([a-z0-9-]+))?[:./]?/.exec(
              text,
            );
            const single =
              singles.get(`${host?.[2] ?? workload.namespace} ${host?.[1]}`) ??
              singles.get(`${workload.namespace} ${host?.[1]}`);
            if (single === undefined || seen.has(single)) continue;
            seen.add(single);
            yield {
              part: workload.part,
              path: [...container.path, 'env', ...path],
              message: `${nameOf(workload)} has ${world.leastReplicas(workload)} replicas and needs ${single}, which has one`,
              why: 'what a request needs in series is available together no more than the weakest alone: the other replicas buy nothing',
              fix: `three replicas of ${single}, or a fallback while it is away`,
            };
          }
        }
      }
    },
  },
  {
    id: 'K71',
    title: 'a CronJob that may pile up',
    severity: 'low',
    item: 'capacity',
    reads: 'CronJobs',
    source:
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy',
    *check(world): Generator<Sighting> {
      for (const { part, name } of world.ofKind('CronJob')) {
        const policy = field(part.data, 'spec', 'concurrencyPolicy');
        const hasDeadline =
          numberOf(field(part.data, 'spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds')) !==
          undefined;
        if ((policy !== undefined && policy !== 'Allow') || hasDeadline) continue;
        yield {
          part,
          path: ['spec', 'concurrencyPolicy'],
          message: `CronJob ${name} has no deadline, and starts whether the last run has ended or not`,
          why: 'when what it needs is slow, runs add up until they take the room of what serves requests',
          fix: 'concurrencyPolicy: Forbid, and activeDeadlineSeconds',
          set: [[['spec', 'concurrencyPolicy'], 'Forbid']],
        };
      }
    },
  },
  {
    id: 'K72',
    title: 'traces that are switched off',
    severity: 'medium',
    item: 'tracing',
    reads: 'OTEL_* in the environment of containers, Services',
    source: 'https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (!world.serves(workload)) continue;
        for (const { data, path, name } of workload.containers) {
          for (const [index, env] of listOf(field(data, 'env')).entries()) {
            const setting = `${textOf(field(env, 'name')) ?? ''}=${wordOf(field(env, 'value'))}`;
            if (!tracesOff.has(setting)) continue;
            yield {
              part: workload.part,
              path: [...path, 'env', index, 'value'],
              message: `container ${name} has ${setting}`,
              why: 'a request that fails across services can not be followed: the time to find the one at fault is part of every recovery',
              fix: 'an exporter, with a sampler such as parentbased_traceidratio',
            };
          }
        }
      }
    },
  },
];

/** Redis or Valkey that was told to write nothing, by its arguments or a ConfigMap that it mounts. */
function keepsNothing(world: World, { namespace, pod, containers }: Workload): boolean {
  const mounted = new Set(
    listOf(field(pod, 'volumes')).map((volume) => field(volume, 'configMap', 'name')),
  );
  const files = world
    .ofKind('ConfigMap')
    .filter((one) => one.namespace === namespace && mounted.has(one.name));
  const said = [
    ...containers.map(({ data }) =>
      [...texts([field(data, 'command'), field(data, 'args')])]
        .map(({ text }) => (text === '' ? '""' : text))
        .join(' '),
    ),
    ...files.flatMap(({ part }) => [...texts(field(part.data, 'data'))].map(({ text }) => text)),
  ].join('\n');
  return (
    containers.some(({ image }) => /redis|valkey/.test(image)) &&
    /\bsave\s+(?:""|'')/.test(said) &&
    !/\bappendonly\s+yes/.test(said)
  );
}
