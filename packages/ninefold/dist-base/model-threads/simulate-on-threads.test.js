import { expect, test } from 'vitest';
import { contractFrom, oneZone } from '../model/contracts.test.data.js';
import { designOf } from '../model/design-of.js';
import { simulate } from '../model/simulate.js';
import { simulateOnThreads } from './simulate-on-threads.js';
const design = designOf(contractFrom(oneZone));
const options = { design, years: 21, windowMs: 30 * 86_400_000, seed: 3 };
test('threads share the years, and one thread is the simulation itself', async () => {
    const two = await simulateOnThreads({ ...options, threads: 2 });
    expect(two.yearly).toHaveLength(21);
    expect(two).toEqual(await simulateOnThreads({ ...options, threads: 2 }));
    expect(await simulateOnThreads({ ...options, threads: 1 })).toEqual(simulate(options));
});
test('a simulation that is called off ends its threads and gives the reason', async () => {
    const controller = new AbortController();
    const running = simulateOnThreads({ ...options, years: 400_000, threads: 2 }, controller.signal);
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
});
//# sourceMappingURL=simulate-on-threads.test.js.map