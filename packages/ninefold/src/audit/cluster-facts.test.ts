import { expect, it } from 'vitest';
import { clusterFacts } from './cluster-facts.ts';

function node(zone: string | undefined, spec: object = {}): object {
  const labels = zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone };
  return { metadata: { labels }, spec };
}

it('counts the nodes that pods can be put on, and their zones', () => {
  const taint = (effect: string): object => ({ taints: [{ key: 'x', effect }] });
  expect(
    clusterFacts([
      node('a'),
      node('b'),
      node('b', taint('PreferNoSchedule')),
      node('c', taint('NoSchedule')),
      node('d', taint('NoExecute')),
      node('e', { unschedulable: true }),
    ]),
  ).toEqual({ nodes: 3, zones: 2 });
});

it('does not know zones that a node does not name, nor nodes that are not shown', () => {
  expect(clusterFacts([node('a'), node(undefined)])).toEqual({ nodes: 2 });
  expect(clusterFacts([])).toEqual({});
});
