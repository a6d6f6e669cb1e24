import { expect, test } from 'vitest';
import { cheapestChange } from '../model/cheapest-change.ts';
import { contractFrom, oneZone } from '../model/contracts.test.data.ts';
import { requiredMttr } from '../model/required.ts';
import { searchOnThread } from './search-on-thread.ts';

const contract = contractFrom(`${oneZone}prices: { balancer: 30, zone: 60 }\n`);
const none = { recoveries: [] };

test('finds on a thread what it finds without one', async () => {
  const found = await searchOnThread(contract, none);
  expect(found.change).toEqual(cheapestChange(contract, none));
  expect(found.mttr).toEqual(requiredMttr(contract, none));
  expect(found.detection).toBeDefined();
});

test('a search that is called off ends its thread and gives the reason', async () => {
  const controller = new AbortController();
  const searching = searchOnThread(contract, none, controller.signal);
  controller.abort(new Error('enough'));
  await expect(searching).rejects.toThrow('enough');
});
