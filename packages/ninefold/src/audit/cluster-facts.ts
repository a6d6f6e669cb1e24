import type { Facts } from './facts.ts';
import { zoneKey } from './kubernetes.ts';
import { field, listOf, textOf } from './part.ts';

/** What a cluster's own nodes say: how many pods can be put on, and in how many zones. */
export function clusterFacts(nodes: readonly unknown[]): Facts {
  const usable = nodes.filter(
    (node) =>
      field(node, 'spec', 'unschedulable') !== true &&
      !listOf(field(node, 'spec', 'taints')).some((taint) =>
        ['NoSchedule', 'NoExecute'].includes(textOf(field(taint, 'effect')) ?? ''),
      ),
  );
  const zones = usable.map((node) => textOf(field(node, 'metadata', 'labels', zoneKey)));
  const known = new Set(zones.filter((zone) => zone !== undefined));
  // Nobody runs anything on no node: they are not shown.
  if (usable.length === 0) return {};
  // Nodes without the label may be anywhere.
  const areNamed = zones.every((zone) => zone !== undefined);
  return { nodes: usable.length, ...(areNamed ? { zones: known.size } : {}) };
}
