import { countOf, rolling } from '../../audit/kubernetes.ts';
import type { KubeObject, Workload } from '../../audit/kubernetes.ts';
import { field } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { refusedAfterZoneLoss } from './kubernetes-spread.ts';
import { membersSource, membersOf } from './members.ts';
import { nameOf } from './words.ts';

const guide = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';
const evictionApi = 'https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/';

/** How many pods a budget lets be evicted at once, when all are healthy. */
function allowed(budget: KubeObject, replicas: number): number | undefined {
  const spec = field(budget.part.data, 'spec');
  const least = field(spec, 'minAvailable');
  const most = field(spec, 'maxUnavailable');
  // Both percentages are rounded up: pkg/controller/disruption, GetScaledValueFromIntOrPercent.
  if (most !== undefined) return countOf(most, replicas, 'up');
  const kept = countOf(least, replicas, 'up');
  return kept === undefined ? undefined : replicas - kept;
}

function* pairs(
  world: World,
): Generator<{ budget: KubeObject; workload: Workload; replicas: number }> {
  for (const budget of world.ofKind('PodDisruptionBudget')) {
    for (const workload of world.selectedBy(budget)) {
      if (workload.kind === 'DaemonSet') continue;
      yield { budget, workload, replicas: world.leastReplicas(workload) };
    }
  }
}

const boundOf = (budget: KubeObject): 'minAvailable' | 'maxUnavailable' =>
  field(budget.part.data, 'spec', 'maxUnavailable') === undefined
    ? 'minAvailable'
    : 'maxUnavailable';

export const disruptionRules: readonly Rule[] = [
  {
    id: 'K01',
    title: 'no PodDisruptionBudget',
    severity: 'medium',
    item: 'replicas',
    reads: 'workloads, PodDisruptionBudgets',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        if (workload.kind !== 'Deployment' && workload.kind !== 'StatefulSet') continue;
        const replicas = world.leastReplicas(workload);
        if (replicas < 2 || world.disruptionBudgetsOf(workload).length > 0) continue;
        yield {
          part: workload.part,
          path: ['metadata', 'name'],
          message: `${nameOf(workload)} has ${replicas} replicas and no PodDisruptionBudget`,
          why: `a drain of several nodes, or an upgrade of the cluster, may evict all ${replicas} pods at once`,
          fix: `a PodDisruptionBudget with maxUnavailable: 1 that selects its pods`,
        };
      }
    },
  },
  {
    id: 'K02',
    title: 'PodDisruptionBudget blocks every drain',
    severity: 'critical',
    item: 'replicas',
    reads: 'PodDisruptionBudgets, workloads, autoscalers',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const budget of world.ofKind('PodDisruptionBudget')) {
        // A budget counts the pods of all that it selects together.
        const workloads = world.selectedBy(budget).filter(({ kind }) => kind !== 'DaemonSet');
        const replicas = workloads.reduce((sum, one) => sum + world.leastReplicas(one), 0);
        const count = allowed(budget, replicas);
        if (count === undefined || count > 0 || replicas === 0) continue;
        const bound = boundOf(budget);
        const written = String(field(budget.part.data, 'spec', bound));
        yield {
          part: budget.part,
          path: ['spec', bound],
          message: `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, ${bound} ${written}: no node can ever be drained`,
          why: `${workloads.slice(0, 3).map(nameOf).join(', ')}: ${replicas} at least; ${bound} ${written} lets ${Math.max(0, count)} be evicted`,
          fix: replicas === 1 ? 'two replicas or more, and maxUnavailable: 1' : 'maxUnavailable: 1',
          ...(bound === 'maxUnavailable' ? { set: [[['spec', 'maxUnavailable'], '1']] } : {}),
        };
      }
    },
  },
  {
    id: 'K03',
    title: 'PodDisruptionBudget says neither, or both',
    severity: 'critical',
    item: 'replicas',
    reads: 'PodDisruptionBudgets',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const { part } of world.ofKind('PodDisruptionBudget')) {
        const spec = field(part.data, 'spec');
        const both = ['minAvailable', 'maxUnavailable'].filter(
          (key) => field(spec, key) !== undefined,
        );
        if (both.length === 1) continue;
        yield {
          part,
          path: ['spec', both[1] ?? 'minAvailable'],
          message:
            both.length === 0
              ? 'neither minAvailable nor maxUnavailable'
              : 'both minAvailable and maxUnavailable',
          why:
            both.length === 0
              ? 'a budget without a bound protects nothing'
              : 'the API refuses an object with both',
          fix: 'maxUnavailable: 1 alone',
        };
      }
    },
  },
  {
    id: 'K04',
    title: 'PodDisruptionBudget keeps more than the autoscaler does',
    severity: 'high',
    item: 'replicas',
    reads: 'PodDisruptionBudgets, autoscalers',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const { budget, workload, replicas } of pairs(world)) {
        const kept = countOf(field(budget.part.data, 'spec', 'minAvailable'), replicas, 'up');
        if (kept === undefined || kept <= replicas || world.autoscalerOf(workload) === undefined)
          continue;
        yield {
          part: budget.part,
          path: ['spec', 'minAvailable'],
          message: `minAvailable ${kept} is more than the autoscaler's minReplicas ${replicas}`,
          why: `at low load ${replicas} of ${kept} pods exist: evictions are refused all night`,
          fix: 'maxUnavailable: 1 instead of minAvailable, which follows the autoscaler',
        };
      }
    },
  },
  {
    id: 'K05',
    title: 'pods that crash block the drain',
    severity: 'medium',
    item: 'replicas',
    reads: 'PodDisruptionBudgets',
    source: `${guide}#unhealthy-pod-eviction-policy`,
    *check(world): Generator<Sighting> {
      for (const { part } of world.ofKind('PodDisruptionBudget')) {
        if (field(part.data, 'spec', 'unhealthyPodEvictionPolicy') === 'AlwaysAllow') continue;
        yield {
          part,
          path: ['spec'],
          message: 'unhealthyPodEvictionPolicy is not AlwaysAllow',
          why: 'the default, IfHealthyBudget, refuses to evict a pod that runs but is not ready while the budget is spent: a crashing release stops node upgrades',
          fix: 'unhealthyPodEvictionPolicy: AlwaysAllow',
          set: [[['spec', 'unhealthyPodEvictionPolicy'], 'AlwaysAllow']],
        };
      }
    },
  },
  {
    id: 'K06',
    title: 'two PodDisruptionBudgets select one pod',
    severity: 'critical',
    item: 'replicas',
    reads: 'PodDisruptionBudgets, workloads',
    source: evictionApi,
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        const [first, second] = world.disruptionBudgetsOf(workload);
        // The same budget in two files is one, in two versions.
        if (first === undefined || second === undefined || first.name === second.name) continue;
        yield {
          part: second.part,
          path: ['spec', 'selector'],
          message: `the pods of ${nameOf(workload)} are selected by ${first.name} too`,
          why: 'the eviction API answers 500 when more than one budget selects a pod: it can never be drained',
          fix: 'one budget for one set of pods',
        };
      }
    },
  },
  {
    id: 'K07',
    title: 'PodDisruptionBudget lets too many members go',
    severity: 'critical',
    item: 'storage',
    reads: 'PodDisruptionBudgets, StatefulSets of systems with a quorum or with copies',
    source: membersSource,
    *check(world): Generator<Sighting> {
      for (const { budget, workload, replicas } of pairs(world)) {
        const count = allowed(budget, replicas);
        const members = membersOf(world, workload, replicas);
        if (count === undefined || members === undefined || replicas < 3) continue;
        const { word, holders, needed } = members;
        if (holders - count >= needed) continue;
        const bound = boundOf(budget);
        yield {
          part: budget.part,
          path: ['spec', bound],
          message: `${count} of ${replicas} ${word} of ${nameOf(workload)} may be evicted at once, and ${holders - needed} may be away`,
          why: members.without(count),
          fix: 'maxUnavailable: 1',
          ...(bound === 'maxUnavailable' ? { set: [[['spec', 'maxUnavailable'], '1']] } : {}),
        };
      }
    },
  },
  {
    id: 'K08',
    title: 'after the loss of a zone nothing can be drained',
    severity: 'high',
    item: 'zones',
    reads: 'PodDisruptionBudgets, spreads, required anti-affinity, replicas, nodes, zones',
    source: `${guide} (evictions are allowed while healthy pods > desired healthy ones)`,
    *check(world, { zones, nodes }): Generator<Sighting> {
      if (zones === 1) return;
      for (const { budget, workload, replicas } of pairs(world)) {
        const count = allowed(budget, replicas);
        // One that blocks every drain is told by K02.
        if (count === undefined || count <= 0) continue;
        const z = zones ?? 3;
        const refusal = refusedAfterZoneLoss(workload, replicas, z, nodes);
        if (refusal === undefined) continue;
        const [kept, left] = [replicas - count, replicas - Math.ceil(replicas / z)];
        if (left > kept) continue;
        const bound = boundOf(budget);
        const written = String(field(budget.part.data, 'spec', bound));
        yield {
          part: budget.part,
          path: ['spec', bound],
          message: `with ${z} zones ${left} of ${replicas} pods outlive one and are not replaced, and ${bound} ${written} keeps ${kept}`,
          why: `${replicas} - ceil(${replicas}/${z}) = ${left} <= ${kept}, and ${refusal}: until the zone is back no node can be drained`,
          fix: `replacements that may start in the other zones (nodeTaintsPolicy: Honor, or a soft spread), or ${enough(kept, z)} replicas with minAvailable: ${kept}`,
          ...(zones === undefined ? { missing: ['zones'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'K09',
    title: 'one PodDisruptionBudget for several workloads',
    severity: 'high',
    item: 'replicas',
    reads: 'PodDisruptionBudgets, workloads',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const budget of world.ofKind('PodDisruptionBudget')) {
        const workloads = world.selectedBy(budget).filter(({ kind }) => kind !== 'Pod');
        const names = new Set(workloads.map(nameOf));
        if (names.size < 2) continue;
        const total = workloads.reduce((sum, one) => sum + world.leastReplicas(one), 0);
        const count = allowed(budget, total) ?? 0;
        // One pod at a time empties nobody: the zones of one system may share a budget so.
        const emptied = workloads.find((one) => {
          const replicas = world.leastReplicas(one);
          return replicas >= 2 && replicas <= count;
        });
        if (emptied === undefined) continue;
        const all = [...names].join(', ');
        yield {
          part: budget.part,
          path: ['spec', 'selector'],
          message: `selects the pods of ${names.size} workloads: ${all.slice(0, 120)}`,
          why: `the bound is counted over all ${total} pods together: ${count} may be evicted at once, and those may be all ${world.leastReplicas(emptied)} of ${nameOf(emptied)}`,
          fix: 'a label that only one of them has, and a budget for each',
        };
      }
    },
  },
  {
    id: 'K17',
    title: 'PodDisruptionBudget selects nothing',
    severity: 'high',
    item: 'replicas',
    reads: 'PodDisruptionBudgets, workloads',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const budget of world.ofKind('PodDisruptionBudget')) {
        const others = world.workloadsIn(budget.namespace);
        if (others.length === 0 || world.selectedBy(budget).length > 0) continue;
        // Objects of operators make pods that no file shows.
        if (
          world.objects.some(({ apiVersion }) =>
            /cnpg|strimzi|zalan|elastic|percona|monitoring\.coreos|rabbitmq/.test(apiVersion),
          )
        )
          continue;
        yield {
          part: budget.part,
          path: ['spec', 'selector'],
          message: `${budget.name} selects no pod of the ${others.length} workloads in ${budget.namespace}`,
          why: 'the selector must match the labels of the pod template, all of them: until it does nothing is protected',
          fix: "the labels of the workload's pod template as selector",
        };
      }
    },
  },
  {
    id: 'K18',
    title: 'a rollout that takes every pod at once',
    severity: 'high',
    item: 'replicas',
    reads: 'Deployments, autoscalers',
    source: `${guide} (a rollout is not limited by the budget)`,
    *check(world): Generator<Sighting> {
      for (const workload of world.workloads) {
        const replicas = world.leastReplicas(workload);
        const roll = rolling({ ...workload, replicas });
        if (roll === undefined || replicas < 2 || roll.unavailable < replicas) continue;
        yield {
          part: workload.part,
          path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
          message: `a rollout may take ${roll.unavailable} of ${replicas} pods: none is left`,
          why: `${replicas} - ${roll.unavailable} = ${replicas - roll.unavailable}, and no PodDisruptionBudget limits a rollout`,
          fix: 'maxUnavailable: 0, maxSurge: 1',
        };
      }
    },
  },
];

/** The least number of replicas of which more than `kept` outlive one of `zones`. */
function enough(kept: number, zones: number): number {
  let replicas = kept + 1;
  while (replicas - Math.ceil(replicas / zones) <= kept) replicas += 1;
  return replicas;
}
