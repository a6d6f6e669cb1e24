import { expect, test } from 'vitest';

import type { Contract } from '../../contract/contract.ts';
import { parseContract } from '../../contract/parse-contract.ts';
import { renderPatroniTarget } from '../../render/patroni/target.ts';
import { clusterPlanOf } from './cluster-plan.ts';

function contractOf(store: string): Contract {
  const text = `service: s\npromise: { availability: 99%, rto: 60s }\nstores: { o: ${store} }\n`;
  const parsed = parseContract(text, 'ninefold.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.contract;
}

function planOf(store: string): ReturnType<typeof clusterPlanOf> {
  const contract = contractOf(store);
  const [spec] = contract.stores;
  if (!spec) throw new RangeError('a store');
  return clusterPlanOf(contract, spec, [], [], []);
}

test.each([
  [2, 1],
  [3, 1],
  [5, 2],
  [7, 3],
])(
  '%i members are booted with as many synchronous standbys as are rendered: %i',
  (members, standbys) => {
    const store = `{ engine: patroni, members: ${members}, etcd: [a, b, c] }`;
    expect(planOf(store).synchronousStandbys).toBe(standbys);
    const rendered = renderPatroniTarget(contractOf(store));
    const yaml = rendered.ok
      ? rendered.files.find(({ path }) => path.endsWith('patroni.yml'))
      : undefined;
    const count = /synchronous_node_count: (\d)/.exec(yaml?.text ?? '')?.[1] ?? '1';
    expect(Number(count)).toBe(standbys);
  },
);

test('asynchronous replication is booted without any', () => {
  const store = '{ engine: patroni, replication: asynchronous, tuning: defaults }';
  expect(planOf(store).synchronousStandbys).toBe(0);
});
