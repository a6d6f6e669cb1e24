import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';

import { NAMES, REQUEST_LABELS } from './names.ts';
import { RequestHistogram } from './request-histogram.ts';

const bounds = [0.1, 0.5, 1];

/** The samples of a page, in an order of their own. */
function samples(page: string): string[] {
  return page
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels = '', value] = /^(\w+)\{(.*)\} (.*)$/.exec(line) ?? [];
      return `${name} ${labels.split(',').toSorted().join(',')} ${value}`;
    })
    .toSorted();
}

describe('the histogram of requests', () => {
  it("shows what prom-client's own would show, whatever is observed", async () => {
    const observation = fc.record({
      method: fc.constantFrom('GET', 'POST'),
      route: fc.constantFrom('/a', '/b/:id', '/quo"te\\'),
      status: fc.constantFrom(200, 404, 503),
      seconds: fc.constantFrom(0, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 100),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(observation), async (all) => {
        const ours = new Registry();
        const theirs = new Registry();
        const histogram = new RequestHistogram(bounds, 100);
        histogram.register(ours);
        const reference = new Histogram({
          name: NAMES.duration,
          help: 'x',
          labelNames: REQUEST_LABELS,
          buckets: bounds,
          registers: [theirs],
        });
        for (const { method, route, status, seconds } of all) {
          histogram.observe(method, route, status, seconds);
          reference.observe(
            {
              http_request_method: method,
              http_route: route,
              http_response_status_code: status,
            },
            seconds,
          );
        }
        expect(samples(await ours.metrics())).toEqual(samples(await theirs.metrics()));
      }),
      { numRuns: 50 },
    );
  });

  it('has one label for what matched no route, and one for routes beyond the bound', async () => {
    const registry = new Registry();
    const histogram = new RequestHistogram(bounds, 2);
    histogram.register(registry);
    for (const route of ['/a', undefined, '/b', '/c', undefined])
      histogram.observe('GET', route, 200, 0.1);
    const counts = samples(await registry.metrics())
      .filter((line) => line.startsWith(`${NAMES.duration}_count`))
      .map((line) => /http_route="([^"]*)" (\d+)/.exec(line)?.slice(1));
    expect(counts).toEqual([
      ['/a', '1'],
      ['other', '2'],
      ['unmatched', '2'],
    ]);
  });
});
