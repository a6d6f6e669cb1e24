import { countOf, objectOf, quantityOf, rolling } from '../../audit/kubernetes.ts';
import { field, listOf, numberOf, textOf } from '../../audit/part.ts';
import type { Workload } from '../../audit/kubernetes.ts';
import type { Part } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import { folderAround, foldersAbove, standsAround, targetOf } from '../../audit/world.ts';
import type { World } from '../../audit/world.ts';
import { isDatabase, nameOf, percent } from './words.ts';

const hpa = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const deployment = 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/';

export const scaleRules: readonly Rule[] = [
  {
    id: 'K30',
    title: 'all pods are stopped before the new ones start',
    severity: 'critical',
    item: 'shutdown',
    reads: 'strategy, Services',
    source: `${deployment}#recreate-deployment`,
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        const isRecreate = field(workload.part.data, 'spec', 'strategy', 'type') === 'Recreate';
        if (!isRecreate || !world.serves(workload)) continue;
        // One replica with a volume that only one node can have has no other way.
        if (
          listOf(field(workload.pod, 'volumes')).some(
            (one) => field(one, 'persistentVolumeClaim') !== undefined,
          )
        )
          continue;
        yield {
          part: workload.part,
          path: ['spec', 'strategy', 'type'],
          message: `${nameOf(workload)} is behind a Service and is rolled by Recreate`,
          why: 'each release is an outage, as long as a pod takes to end and the next to be ready',
          fix: 'type: RollingUpdate with maxUnavailable: 0',
        };
      }
    },
  },
  {
    id: 'K33',
    title: 'a pod counts as available at once',
    severity: 'low',
    item: 'shutdown',
    reads: 'minReadySeconds, maxUnavailable',
    source: `${deployment}#min-ready-seconds`,
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        const roll = rolling(workload);
        if (roll === undefined || world.leastReplicas(workload) < 2) continue;
        if ((numberOf(field(workload.part.data, 'spec', 'minReadySeconds')) ?? 0) > 0) continue;
        if (!world.serves(workload)) continue;
        yield {
          part: workload.part,
          path: ['spec', 'minReadySeconds'],
          message: `${nameOf(workload)} has no minReadySeconds`,
          why: 'a release that is ready for a moment and then crashes replaces all pods; ready for 10 s first, the rollout stops at the first one',
          fix: 'minReadySeconds: 10',
          set: [[['spec', 'minReadySeconds'], '10']],
        };
      }
    },
  },
  {
    id: 'K35',
    title: 'a rollout takes away half of the replicas or more',
    severity: 'high',
    item: 'shutdown',
    reads: 'maxUnavailable, replicas, autoscalers',
    source: `${deployment}#max-unavailable`,
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (workload.kind !== 'Deployment') continue;
        const written = field(
          workload.part.data,
          'spec',
          'strategy',
          'rollingUpdate',
          'maxUnavailable',
        );
        const replicas = world.leastReplicas(workload);
        const away = countOf(written, replicas, 'down');
        if (
          away === undefined ||
          replicas < 2 ||
          away * 2 < replicas ||
          (replicas === 2 && away === 1)
        )
          continue;
        yield {
          part: workload.part,
          path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
          message: `a rollout of ${nameOf(workload)} takes ${away} of ${replicas} pods away`,
          why: `${replicas} - ${away} = ${replicas - away} carry all the load during every release`,
          fix: 'maxUnavailable: 0, maxSurge: 1',
        };
      }
    },
  },
  {
    id: 'K40',
    title: 'a single replica on the request path',
    severity: 'critical',
    item: 'replicas',
    reads: 'replicas, autoscalers, Services',
    source: 'availability of 1 is that of one host: MTBF/(MTBF+MTTR)',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (workload.kind !== 'Deployment' && workload.kind !== 'StatefulSet') continue;
        if (!world.serves(workload) || world.autoscalerOf(workload) !== undefined) continue;
        const { replicas } = workload;
        if (replicas >= 3 || replicas === 0 || isOneOfMany(world, workload)) continue;
        const isWritten = field(workload.part.data, 'spec', 'replicas') !== undefined;
        yield {
          part: workload.part,
          path: ['spec', 'replicas'],
          message: `${nameOf(workload)} is behind a Service with ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}${isWritten ? '' : ' (the default)'}`,
          why:
            replicas === 1
              ? 'each crash, drain and node loss is an outage; a lost node is noticed after about 50 s, and its pods are replaced 5 min later'
              : 'during a rollout or a drain one replica carries everything, and any failure then is an outage',
          fix: 'replicas: 3, over nodes and zones',
          ...(replicas === 1 ? {} : { severity: 'medium' }),
        };
      }
    },
  },
  {
    id: 'K41',
    title: 'the autoscaler goes down to one',
    severity: 'high',
    item: 'replicas',
    reads: 'autoscalers',
    source: hpa,
    *check(world): Generator<Sighting> {
      for (const { part, name } of world.ofKind('HorizontalPodAutoscaler')) {
        const least = numberOf(field(part.data, 'spec', 'minReplicas')) ?? 1;
        if (least >= 2) continue;
        yield {
          part,
          path: ['spec', 'minReplicas'],
          message: `${name} may scale down to ${least}`,
          why: 'at low load one failure is an outage, however many replicas there are at noon',
          fix: 'minReplicas: 3',
          set: [[['spec', 'minReplicas'], '3']],
        };
      }
    },
  },
  {
    id: 'K42',
    title: 'no room for the load of a lost replica',
    severity: 'high',
    item: 'capacity',
    reads: 'autoscalers, target utilisation',
    source: 'R u / (R - 1) > 1: the others are full before a new pod is ready',
    *check(world): Generator<Sighting> {
      for (const { part } of world.ofKind('HorizontalPodAutoscaler')) {
        const spec = field(part.data, 'spec');
        const least = numberOf(field(spec, 'minReplicas')) ?? 1;
        const most = numberOf(field(spec, 'maxReplicas'));
        if (most !== undefined && most <= least) {
          yield {
            part,
            path: ['spec', 'maxReplicas'],
            message: `maxReplicas ${most} is not above minReplicas ${least}`,
            why: 'the autoscaler can add nothing when a replica is lost or the load grows',
            fix: `maxReplicas: ${2 * least}`,
          };
        }
        for (const [index, metric] of listOf(field(spec, 'metrics')).entries()) {
          const goal = numberOf(field(metric, 'resource', 'target', 'averageUtilization'));
          if (goal === undefined || least < 2 || (goal / 100) * least <= least - 1) continue;
          // The goal is a share of what a pod requests; it may use what its limit allows.
          const name = textOf(field(metric, 'resource', 'name')) ?? '';
          const room = limitsOverRequests(world, part, name) ?? 1;
          if ((goal / 100) * least <= room * (least - 1)) continue;
          yield {
            part,
            path: ['spec', 'metrics', index, 'resource', 'target', 'averageUtilization'],
            message: `at ${goal}% on ${least} replicas the loss of one puts ${percent(((goal / 100) * least) / (least - 1))} on each other`,
            why: `${least} x ${goal}% / ${least - 1} > ${percent(room)} of what a pod requests${room === 1 ? '' : ', which is its limit'}: the others fail before a new pod is ready`,
            fix: `averageUtilization: ${Math.floor((100 * (least - 1)) / least)} at most`,
          };
        }
      }
    },
  },
  {
    id: 'K43',
    title: 'replicas and an autoscaler',
    severity: 'medium',
    item: 'capacity',
    reads: 'replicas, autoscalers',
    source: `${hpa}#migrating-deployments-and-statefulsets-to-horizontal-autoscaling`,
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        const scaler = world.autoscalerOf(workload);
        // A live one always has a number: the autoscaler's.
        if (scaler === undefined || workload.part.isLive === true) continue;
        if (field(workload.part.data, 'spec', 'replicas') === undefined) continue;
        yield {
          part: workload.part,
          path: ['spec', 'replicas'],
          message: `replicas ${workload.replicas} is applied again with each release, against ${scaler.name}`,
          why: `at the peak a release throws the scale back to ${workload.replicas}, until the autoscaler has caught up`,
          fix: 'no replicas in the workload',
        };
      }
    },
  },
  {
    id: 'K44',
    title: 'an autoscaler that can not work',
    severity: 'critical',
    item: 'capacity',
    reads: 'autoscalers, workloads, resources',
    source: `${hpa}#how-does-a-horizontalpodautoscaler-work (utilisation is of requests)`,
    *check(world): Generator<Sighting> {
      for (const scaler of world.ofKind('HorizontalPodAutoscaler')) {
        const [namespace = '', kind = '', name = ''] = targetOf(scaler).split(' ');
        const workload = world.workloadNamed(namespace, kind, name);
        if (workload === undefined) {
          const others = world.workloadsIn(namespace).filter((one) => one.kind === kind);
          if (others.length === 0) continue;
          yield {
            part: scaler.part,
            path: ['spec', 'scaleTargetRef', 'name'],
            message: `${scaler.name} scales ${kind} ${name}, which is in none of the files`,
            why: 'an autoscaler without a target scales nothing',
            fix: `the name of one of ${others
              .slice(0, 3)
              .map((one) => one.name)
              .join(', ')}`,
          };
          continue;
        }
        for (const metric of listOf(field(scaler.part.data, 'spec', 'metrics'))) {
          const resource = field(metric, 'resource', 'name');
          if (
            typeof resource !== 'string' ||
            field(metric, 'resource', 'target', 'averageUtilization') === undefined
          )
            continue;
          const without = workload.containers.find(
            ({ data }) =>
              field(data, 'resources', 'requests', resource) === undefined &&
              field(data, 'resources', 'limits', resource) === undefined,
          );
          if (without === undefined) continue;
          yield {
            part: workload.part,
            path: [...without.path, 'name'],
            message: `container ${without.name} requests no ${resource}, and ${scaler.name} scales by its share`,
            why: 'utilisation is usage / request: with one container without a request the autoscaler does nothing',
            fix: `resources.requests.${resource} on each container`,
          };
        }
      }
    },
  },
  {
    id: 'K45',
    title: 'one replica less can not carry the peak',
    severity: 'critical',
    item: 'capacity',
    reads: 'replicas, peak load, load a replica carries, zones',
    source: 'peak > (R - lost) x capacity of one',
    *check(world, facts): Generator<Sighting> {
      const { requestsPerSecond: peak, requestsPerSecondPerReplica: each, zones } = facts;
      for (const workload of world.workloads) {
        if (workload.kind !== 'Deployment' || !world.serves(workload)) continue;
        const replicas = world.leastReplicas(workload);
        if (replicas < 2 || world.autoscalerOf(workload) !== undefined) continue;
        if (peak === undefined || each === undefined) {
          yield {
            part: workload.part,
            path: ['spec', 'replicas'],
            message: `whether ${replicas - 1} of ${replicas} replicas of ${nameOf(workload)} carry the peak is not known`,
            why: `it takes peak <= ${replicas - 1} x what one carries`,
            fix: 'both numbers, from a load test',
            missing: ['requestsPerSecond', 'requestsPerSecondPerReplica'],
            severity: 'low',
          };
          continue;
        }
        const lost = zones === undefined || zones < 2 ? 1 : Math.ceil(replicas / zones);
        if (peak <= (replicas - lost) * each) continue;
        yield {
          part: workload.part,
          path: ['spec', 'replicas'],
          message: `${replicas - lost} of ${replicas} replicas carry ${(replicas - lost) * each} requests/s, and the peak is ${peak}`,
          why: `(${replicas} - ${lost}) x ${each} = ${(replicas - lost) * each} < ${peak}: the loss of ${lost === 1 ? 'one' : `a zone with ${lost}`} at the peak ends all of them`,
          fix: `${Math.ceil(peak / each) + lost} replicas`,
        };
      }
    },
  },
  {
    id: 'K46',
    title: 'two autoscalers for one workload',
    severity: 'critical',
    item: 'capacity',
    reads: 'autoscalers',
    source: hpa,
    *check(world): Generator<Sighting> {
      const seen = new Map<string, string>();
      for (const scaler of world.ofKind('HorizontalPodAutoscaler')) {
        const target = targetOf(scaler);
        const first = seen.get(target);
        seen.set(target, scaler.name);
        if (first === undefined || first === scaler.name) continue;
        yield {
          part: scaler.part,
          path: ['spec', 'scaleTargetRef'],
          message: `${scaler.name} and ${first} scale the same workload`,
          why: 'each undoes what the other did: replicas swing between two numbers',
          fix: 'one autoscaler with both metrics',
        };
      }
    },
  },
  {
    id: 'K50',
    title: 'no memory request',
    severity: 'medium',
    item: 'capacity',
    reads: 'resources',
    source:
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (workload.kind === 'Job' || workload.kind === 'CronJob') continue;
        const without = workload.containers.find(
          ({ data }) =>
            field(data, 'resources', 'requests', 'memory') === undefined &&
            field(data, 'resources', 'limits', 'memory') === undefined,
        );
        if (without === undefined || field(workload.pod, 'resources') !== undefined) continue;
        yield {
          part: workload.part,
          path: [...without.path, 'name'],
          message: `container ${without.name} of ${nameOf(workload)} requests no memory`,
          why: 'the scheduler takes it for nothing, and when memory on the node is short it is ended first',
          fix: 'resources.requests.memory, what it uses at the peak',
        };
      }
    },
  },
  {
    id: 'K52',
    title: 'memory limit above its request',
    severity: 'low',
    item: 'capacity',
    reads: 'resources, Services',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/',
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (!world.serves(workload)) continue;
        for (const { data, path, name } of workload.containers) {
          const request = quantityOf(field(data, 'resources', 'requests', 'memory'));
          const limit = quantityOf(field(data, 'resources', 'limits', 'memory'));
          if (request === undefined || limit === undefined || limit <= request) continue;
          yield {
            part: workload.part,
            path: [...path, 'resources', 'requests', 'memory'],
            message: `container ${name} may use ${Number((limit / request).toFixed(1))} times the memory it requests`,
            why: 'the pod is Burstable: several that grow at once are more than the node has, and the kernel ends some of them',
            fix: 'requests.memory equal to limits.memory',
          };
        }
      }
    },
  },
  {
    id: 'K54',
    title: 'low priority on the request path',
    severity: 'low',
    item: 'capacity',
    reads: 'priorityClassName, PriorityClasses, Services',
    source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    *check(world): Generator<Sighting> {
      const users = world.workloads.filter(
        // The cluster's own pods always have one of these.
        ({ pod }) => !/^system-|^$/.test(textOf(field(pod, 'priorityClassName')) ?? ''),
      );
      const classes = world.ofKind('PriorityClass');
      if (users.length === 0 && classes.length === 0) return;
      const used = new Set(
        users.flatMap(({ namespace, part }) =>
          foldersAbove(part.file).map((folder) => `${namespace} ${folder}`),
        ),
      );
      for (const workload of world.workloads) {
        // Of alternatives in several files one is applied: those in another file are no others.
        const isOneOfSeveral = world.hasAlternatives(workload);
        const { namespace, part: own } = workload;
        const isUsed = isOneOfSeveral
          ? users.some(({ part }) => part.file === own.file)
          : used.has(`${namespace} ${folderAround(own.file)}`);
        const isOffered = classes.some(({ part }) => standsAround(part, own.file));
        if (!isUsed && (!isOffered || isOneOfSeveral)) continue;
        if (!world.serves(workload) || field(workload.pod, 'priorityClassName') !== undefined)
          continue;
        if (isDatabase(workload.containers[0]?.image ?? '')) continue;
        yield {
          part: workload.part,
          path: [...workload.podPath],
          message: `${nameOf(workload)} serves requests and has no priorityClassName, ${isUsed ? 'while others have one' : 'and there are classes'}`,
          why: 'when a node is lost and room is short, pods with priority take its place',
          fix: 'a priorityClassName above that of batch work',
        };
      }
    },
  },
];

/** A zone, or a shard, of one system: one budget is over it and others of its kind, three pods in all. */
function isOneOfMany(world: World, workload: Workload): boolean {
  return world.disruptionBudgetsOf(workload).some((budget) => {
    const same = world.selectedBy(budget).filter(({ kind }) => kind === workload.kind);
    return same.length > 1 && same.reduce((sum, { replicas }) => sum + replicas, 0) >= 3;
  });
}

/** How many times its requests the pods that an autoscaler scales may use, when each container says so. */
function limitsOverRequests(world: World, scaler: Part, resource: string): number | undefined {
  const { namespace } = objectOf(scaler);
  const target = field(scaler.data, 'spec', 'scaleTargetRef');
  const workload = world.workloadNamed(
    namespace,
    textOf(field(target, 'kind')) ?? '',
    textOf(field(target, 'name')) ?? '',
  );
  const sum = (bound: 'requests' | 'limits'): number =>
    (workload?.containers ?? []).reduce(
      (all, { data }) =>
        all + (quantityOf(field(data, 'resources', bound, resource)) ?? Number.NaN),
      0,
    );
  const room = sum('limits') / sum('requests');
  return Number.isFinite(room) ? room : undefined;
}
