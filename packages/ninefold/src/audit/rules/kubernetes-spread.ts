import { hostKey, rolling, selects, spreadsOf, zoneKey } from '../../audit/kubernetes.ts';
import type { Spread, Workload } from '../../audit/kubernetes.ts';
import { field, listOf, wordOf } from '../../audit/part.ts';
import type { Step } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { knowsItsZone, membersOf, membersSource } from './members.ts';
import type { Members } from './members.ts';
import { nameOf } from './words.ts';

const affinity =
  'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity';
const spreading =
  'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/';

function* replicated(world: World): Generator<{ workload: Workload; replicas: number }> {
  for (const workload of world.workloads) {
    if (workload.kind !== 'Deployment' && workload.kind !== 'StatefulSet') continue;
    const replicas = world.leastReplicas(workload);
    if (replicas >= 2) yield { workload, replicas };
  }
}

/** Required anti-affinity to its own kind over a key. */
function requiredOver(
  workload: Workload,
  key: string,
): ReturnType<typeof spreadsOf>[number] | undefined {
  return spreadsOf(workload).find(
    (one) => one.kind === 'required' && one.topologyKey === key && one.isSelf,
  );
}

const podHash = 'pod-template-hash';

function hasHash(data: unknown): boolean {
  return listOf(field(data, 'matchLabelKeys')).includes(podHash);
}

export const spreadRules: readonly Rule[] = [
  {
    id: 'K20',
    title: 'replicas may share one node',
    severity: 'medium',
    item: 'replicas',
    reads: 'affinity, topologySpreadConstraints',
    source: affinity,
    *check(world): Generator<Sighting> {
      for (const { workload, replicas } of replicated(world)) {
        const isSpread = spreadsOf(workload).some(
          ({ isSelf, topologyKey }) => isSelf && topologyKey === hostKey,
        );
        if (isSpread) continue;
        yield {
          part: workload.part,
          path: [...workload.podPath],
          message: `nothing keeps the ${replicas} pods of ${nameOf(workload)} on different nodes`,
          why: "the scheduler's default spread over hosts is soft (maxSkew 3): after repairs all pods may stand on one node, and end with it",
          fix: 'topologySpreadConstraints over kubernetes.io/hostname, maxSkew 1, whenUnsatisfiable ScheduleAnyway',
        };
      }
    },
  },
  {
    id: 'K21',
    title: 'anti-affinity to somebody else',
    severity: 'high',
    item: 'replicas',
    reads: 'podAntiAffinity, pod labels',
    source: affinity,
    *check(world): Generator<Sighting> {
      for (const { workload } of replicated(world)) {
        const terms = spreadsOf(workload).filter(
          ({ kind }) => kind === 'required' || kind === 'preferred',
        );
        if (terms.length === 0 || terms.some(({ isSelf }) => isSelf)) continue;
        const [term] = terms;
        const isForOthers = world.workloads.some(
          (other) => other !== workload && selects(term?.selector, other.podLabels),
        );
        if (term === undefined || isForOthers) continue;
        yield {
          part: workload.part,
          path: [...term.path, 'labelSelector'],
          message: `the anti-affinity of ${nameOf(workload)} matches none of its own labels`,
          why: 'its pods do not avoid each other: they may all stand in one place',
          fix: "the labels of the pod template as the term's labelSelector",
        };
      }
    },
  },
  {
    id: 'K22',
    title: 'a rollout that can never start',
    severity: 'critical',
    item: 'shutdown',
    reads: 'required anti-affinity, maxSurge, maxUnavailable, nodes, zones',
    source: `${affinity}; https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable`,
    *check(world, { nodes, zones }): Generator<Sighting> {
      for (const { workload, replicas } of replicated(world)) {
        const roll = rolling(workload);
        if (roll === undefined || roll.unavailable > 0) continue;
        for (const [key, count, fact] of [
          [hostKey, nodes, 'nodes'],
          [zoneKey, zones, 'zones'],
        ] as const) {
          const term = requiredOver(workload, key);
          const needed = replicas + roll.surge;
          if (term === undefined || hasHash(term.data) || (count !== undefined && count >= needed))
            continue;
          const have = count === undefined ? '' : `, and there are ${count}`;
          yield {
            part: workload.part,
            path: [...term.path, 'topologyKey'],
            message: `a rollout needs ${needed} ${fact}${have}: ${replicas} replicas + maxSurge ${roll.surge}, one a ${fact.slice(0, -1)}, maxUnavailable 0`,
            why: `with ${needed - 1} ${fact} the new pod stays Pending for ever, and no old one may go first: no release, no node upgrade`,
            fix: 'maxSurge: 0 with maxUnavailable: 1; or preferred anti-affinity; or matchLabelKeys: [pod-template-hash]',
            ...(count === undefined ? { missing: [fact], severity: 'high' } : {}),
          };
        }
      }
    },
  },
  {
    id: 'K23',
    title: 'a spread that counts other pods',
    severity: 'high',
    item: 'zones',
    reads: 'topologySpreadConstraints, pod labels',
    source: `${spreading}#implicit-conventions`,
    *check(world): Generator<Sighting> {
      for (const { workload } of replicated(world)) {
        for (const one of spreadsOf(workload)) {
          if (one.kind !== 'spread' && one.kind !== 'soft-spread') continue;
          const skew = field(one.data, 'maxSkew');
          const isZero = typeof skew === 'number' && skew < 1;
          if (one.isSelf && !isZero) continue;
          yield {
            part: workload.part,
            path: isZero ? [...one.path, 'maxSkew'] : [...one.path],
            message: isZero
              ? `maxSkew is ${skew}`
              : `the spread over ${one.topologyKey} does not count the pods of ${nameOf(workload)}`,
            why: isZero
              ? 'the API refuses a maxSkew below 1'
              : 'its labelSelector matches none of its own pods, so each new one may go anywhere',
            fix: isZero
              ? 'maxSkew: 1'
              : "the labels of the pod template as the constraint's labelSelector",
          };
        }
      }
    },
  },
  {
    id: 'K24',
    title: 'replicas may share one zone',
    severity: 'medium',
    item: 'zones',
    reads: 'affinity, topologySpreadConstraints, zones',
    source: spreading,
    *check(world, { zones }): Generator<Sighting> {
      if (zones === 1) return;
      for (const { workload, replicas } of replicated(world)) {
        const isSpread = spreadsOf(workload).some(
          ({ isSelf, topologyKey }) => isSelf && topologyKey === zoneKey,
        );
        if (isSpread) continue;
        const have = zones === undefined ? '' : ` (there are ${zones})`;
        yield {
          part: workload.part,
          path: [...workload.podPath],
          message: `nothing keeps the ${replicas} pods of ${nameOf(workload)} in different zones${have}`,
          why: "the scheduler's default spread over zones is soft (maxSkew 5): with fewer than six pods it changes nothing",
          fix: 'topologySpreadConstraints over topology.kubernetes.io/zone, maxSkew 1',
          ...(zones === undefined ? { missing: ['zones'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'K25',
    title: 'a spread that refuses repair after the loss of a zone',
    severity: 'high',
    item: 'zones',
    reads: 'topologySpreadConstraints, replicas, zones',
    source: `${spreading}#spread-constraint-definition (nodeTaintsPolicy defaults to Ignore)`,
    *check(world, { zones }): Generator<Sighting> {
      if (zones === 1) return;
      for (const { workload, replicas } of replicated(world)) {
        for (const one of spreadsOf(workload)) {
          const z = zones ?? 3;
          if (!isStrictOverZones(one, replicas, z)) continue;
          const skew = Number(field(one.data, 'maxSkew') ?? 1);
          const lost = Math.ceil(replicas / z);
          yield {
            part: workload.part,
            path: [...one.path, 'whenUnsatisfiable'],
            message: `after the loss of one of ${z} zones a replacement is refused: DoNotSchedule, maxSkew ${skew}, nodeTaintsPolicy not Honor`,
            why: `the lost zone's nodes stay, tainted, and count as 0 pods, so the other ${z - 1} may hold ${skew} each: ${z - 1} x ${skew} = ${(z - 1) * skew} < ${replicas}; ${replicas - lost} pods carry the load until the zone is back`,
            fix: 'nodeTaintsPolicy: Honor, or whenUnsatisfiable: ScheduleAnyway',
            set: [[[...one.path, 'nodeTaintsPolicy'], 'Honor']],
            ...(zones === undefined ? { missing: ['zones'], severity: 'low' } : {}),
          };
        }
      }
    },
  },
  {
    id: 'K26',
    title: 'a spread that counts the pods of the old release',
    severity: 'medium',
    item: 'zones',
    reads: 'topologySpreadConstraints, strategy',
    source: `${spreading}#spread-constraint-definition (matchLabelKeys)`,
    *check(world): Generator<Sighting> {
      for (const { workload } of replicated(world)) {
        if (workload.kind !== 'Deployment') continue;
        for (const one of spreadsOf(workload)) {
          if (one.kind !== 'spread' || !one.isSelf || hasHash(one.data)) continue;
          yield {
            part: workload.part,
            path: [...one.path],
            message: `the spread over ${one.topologyKey} counts old and new pods of ${nameOf(workload)} together`,
            why: 'when the old pods are gone after a rollout, the new ones may stand unevenly, or wait for a place that the old ones take',
            fix: 'matchLabelKeys: [pod-template-hash]',
            set: [[[...one.path, 'matchLabelKeys'], '[pod-template-hash]']],
          };
        }
      }
    },
  },
  {
    id: 'K27',
    title: 'more replicas than places that are allowed',
    severity: 'critical',
    item: 'zones',
    reads: 'required anti-affinity, nodes, zones',
    source: affinity,
    *check(world, { nodes, zones }): Generator<Sighting> {
      for (const { workload, replicas } of replicated(world)) {
        for (const [key, count, fact] of [
          [zoneKey, zones, 'zones'],
          [hostKey, nodes, 'nodes'],
        ] as const) {
          const term = requiredOver(workload, key);
          if (term === undefined || (count !== undefined && replicas <= count)) continue;
          yield {
            part: workload.part,
            path: [...term.path, 'topologyKey'],
            message:
              count === undefined
                ? `${nameOf(workload)} needs ${replicas} ${fact} to start its ${replicas} replicas`
                : `${replicas} replicas, one a ${fact.slice(0, -1)}, and ${count} ${fact}: ${replicas - count} never start`,
            why: `required anti-affinity over ${key} has place for ${count ?? `as many as there are ${fact}`}`,
            fix: 'preferred anti-affinity, or a spread with ScheduleAnyway',
            ...(count === undefined ? { missing: [fact], severity: 'low' } : {}),
          };
        }
      }
    },
  },
  {
    id: 'K28',
    title: 'no node to repair on',
    severity: 'high',
    item: 'replicas',
    reads: 'required anti-affinity, replicas, nodes',
    source: affinity,
    *check(world, { nodes }): Generator<Sighting> {
      for (const { workload, replicas } of replicated(world)) {
        const term = requiredOver(workload, hostKey);
        if (term === undefined || (nodes !== undefined && nodes !== replicas)) continue;
        yield {
          part: workload.part,
          path: [...term.path, 'topologyKey'],
          message: `${nameOf(workload)} needs ${replicas + 1} nodes to be repaired after the loss of one${nodes === undefined ? '' : `, and there are ${nodes}`}`,
          why: `${replicas} replicas, one a node: with ${replicas} nodes ${replicas - 1} remain until the lost node is back`,
          fix: `${replicas + 1} nodes, or preferred anti-affinity`,
          ...(nodes === undefined ? { missing: ['nodes'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'K29',
    title: 'pinned to one zone or node',
    severity: 'high',
    item: 'zones',
    reads: 'nodeSelector, nodeName, nodeAffinity',
    source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
    *check(world): Generator<Sighting> {
      for (const { workload, replicas } of replicated(world)) {
        const path = [
          ['nodeName'],
          ['nodeSelector', hostKey],
          ['nodeSelector', zoneKey],
          ['nodeSelector', 'failure-domain.beta.kubernetes.io/zone'],
        ].find((one) => field(workload.pod, ...one) !== undefined);
        const pinned =
          path === undefined
            ? onlyNodeValue(workload.pod)
            : { path, value: wordOf(field(workload.pod, ...path)) };
        if (pinned === undefined) continue;
        yield {
          part: workload.part,
          path: [...workload.podPath, ...pinned.path],
          message: `all ${replicas} pods of ${nameOf(workload)} must stand in ${pinned.value}`,
          why: `when ${pinned.value} is lost, ${replicas} of ${replicas} are, and none may start elsewhere`,
          fix: 'a spread instead of a place',
        };
      }
    },
  },
  {
    id: 'K34',
    title: 'members that may share a host',
    severity: 'critical',
    item: 'storage',
    reads: 'StatefulSets of systems with a quorum or with copies, required anti-affinity, spread',
    source: membersSource,
    *check(world): Generator<Sighting> {
      for (const { workload, replicas } of replicated(world)) {
        const members = membersOf(world, workload, replicas);
        if (members === undefined) continue;
        const isApart = spreadsOf(workload).some(
          ({ kind, isSelf, topologyKey }) =>
            isSelf &&
            (kind === 'required' || kind === 'spread') &&
            (topologyKey === hostKey || topologyKey === zoneKey),
        );
        // One more than may be away; of two members the loss of one is told by K68.
        const together = Math.max(2, members.holders - members.needed + 1);
        if (isApart || together > replicas) continue;
        yield {
          part: workload.part,
          path: [...workload.podPath],
          message: `${nameOf(workload)} may have ${together} of its ${replicas} ${members.word} on one node`,
          why: `with that node ${together} are lost: ${members.without(together)}`,
          fix: 'required anti-affinity over kubernetes.io/hostname',
        };
      }
    },
  },
  {
    id: 'K36',
    title: 'a zone that takes too many members along',
    severity: 'high',
    item: 'zones',
    reads: 'StatefulSets of systems with a quorum or with copies, spread over zones, zones',
    source: membersSource,
    *check(world, { zones }): Generator<Sighting> {
      if (zones === 1) return;
      for (const { workload, replicas } of replicated(world)) {
        // What is pinned is told by K29.
        const members = membersOf(world, workload, replicas);
        if (members === undefined || replicas < 3) continue;
        const isSpread = spreadsOf(workload).some(
          ({ isSelf, topologyKey }) => isSelf && topologyKey === zoneKey,
        );
        // Without a spread one zone may have all of them; one over zones that nobody counted may be over two.
        const inZone = isSpread ? Math.ceil(replicas / (zones ?? 2)) : replicas;
        const { holders, needed, word } = members;
        const knowsZone = knowsItsZone(world, workload, members);
        const lost =
          isSpread && knowsZone ? Math.ceil(holders / (zones ?? 2)) : Math.min(holders, inZone);
        if (holders - lost >= needed) continue;
        yield {
          part: workload.part,
          path: [...workload.podPath],
          message: `${zones === undefined && !isSpread ? 'a zone' : `one of ${zones ?? 'two'} zones`} may hold ${inZone} of the ${replicas} ${word} of ${nameOf(workload)}`,
          why: `with that zone ${lost} are lost: ${members.without(lost)}`,
          fix: fixOfZones(isSpread, knowsZone, members),
          ...(zones === undefined ? { missing: ['zones'], severity: 'low' } : {}),
        };
      }
    },
  },
];

function fixOfZones(isSpread: boolean, knowsZone: boolean, members: Members): string {
  const { system, holders, needed } = members;
  const place =
    system === 'brokers' ? 'broker.rack=<zone> on each broker' : '--locality=zone=<zone>';
  const zones = Math.max(3, Math.ceil(holders / (holders - needed)));
  if (isSpread) return knowsZone ? `at least ${zones} zones` : place;
  const spread = `topologySpreadConstraints over topology.kubernetes.io/zone, maxSkew 1, over ${zones} zones`;
  return knowsZone ? spread : `${spread}, and ${place}`;
}

/** A spread over zones that has no place for all replicas once a zone is lost. */
function isStrictOverZones(one: Spread, replicas: number, zones: number): boolean {
  if (one.kind !== 'spread' || one.topologyKey !== zoneKey || !one.isSelf) return false;
  if (field(one.data, 'nodeTaintsPolicy') === 'Honor') return false;
  const skew = Number(field(one.data, 'maxSkew') ?? 1);
  return replicas > skew * Math.max(1, zones - 1);
}

/** Why pods that are lost with a zone are not started elsewhere; undefined when they are. */
export function refusedAfterZoneLoss(
  workload: Workload,
  replicas: number,
  zones: number,
  nodes?: number,
): string | undefined {
  if (spreadsOf(workload).some((one) => isStrictOverZones(one, replicas, zones)))
    return 'the strict spread over zones refuses replacements';
  if (requiredOver(workload, zoneKey) !== undefined && replicas > zones - 1)
    return `anti-affinity over zones has place for ${zones - 1}`;
  const left = nodes === undefined ? undefined : nodes - Math.ceil(nodes / zones);
  return left !== undefined && requiredOver(workload, hostKey) !== undefined && left < replicas
    ? `anti-affinity over hosts has place for ${left}`
    : undefined;
}

/** The one value that a required node affinity leaves of a key. */
function onlyNodeValue(
  pod: unknown,
): { readonly path: readonly Step[]; readonly value: string } | undefined {
  const base = [
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  ];
  const terms = listOf(field(pod, ...base));
  // Several terms are alternatives.
  if (terms.length !== 1) return undefined;
  for (const [index, expression] of listOf(field(terms[0], 'matchExpressions')).entries()) {
    const values = listOf(field(expression, 'values')).map(wordOf);
    const isPlace = [zoneKey, hostKey].includes(wordOf(field(expression, 'key')));
    if (!isPlace || field(expression, 'operator') !== 'In' || values.length !== 1) continue;
    return { path: [...base, 0, 'matchExpressions', index, 'values'], value: values[0] ?? '' };
  }
  return undefined;
}
