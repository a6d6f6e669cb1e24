import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { ruleFile } from '../src/slo/rule-file.ts';
import { ruleGroupsOf } from '../src/slo/rule-groups.ts';
import { eventually } from './eventually.ts';
import { hasPrometheus, startPrometheus } from './running-prometheus.ts';
import { newScene } from './scene.ts';

const contract = contractFrom(`service: shop
promise: { availability: 99.9% }
app: { run: [node, server.js] }
workload: { write: POST /o, read: 'GET /o/{{id}}' }
slo:
  indicators:
    quick: { objective: 95%, latency: { histogram: search_seconds, below: 250ms, type: native } }
    spotless: { objective: 95%, latency: { histogram: fast_seconds, below: 250ms, type: native } }
    gone: { objective: 95%, latency: { histogram: absent_seconds, below: 250ms, type: native } }
`);

/** The part of Prometheus's client model that a native histogram needs, written from its field numbers. */
const family = protobuf
  .parse(
    `syntax = "proto3";
message Span { sint32 offset = 1; uint32 length = 2; }
message Histogram {
  uint64 sample_count = 1; double sample_sum = 2;
  sint32 schema = 5; double zero_threshold = 6; uint64 zero_count = 7;
  repeated Span positive_span = 12; repeated sint64 positive_delta = 13;
}
message Metric { Histogram histogram = 7; }
message Family { string name = 1; string help = 2; int32 type = 3; repeated Metric metric = 4; }`,
    { keepCase: true },
  )
  .root.lookupType('Family');
const HISTOGRAM = 4;

/** In buckets by powers of two: `fast` took 62 to 125 ms, `slow` 250 to 500 ms, none anything between. */
function histogram(name: string, fast: number, slow: number): Uint8Array {
  const bucketed = {
    sample_count: fast + slow,
    sample_sum: fast * 0.1 + slow * 0.4,
    schema: 0,
    zero_threshold: 1e-9,
    positive_span: [{ offset: -3, length: 3 }],
    positive_delta: [fast, -fast, slow],
  };
  return family
    .encodeDelimited({ name, type: HISTOGRAM, metric: [{ histogram: bucketed }] })
    .finish();
}

/** Native histograms are scraped as protobuf alone. */
const PROTOBUF =
  'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited';

describe.skipIf(!hasPrometheus)('native histograms, in Debian’s prometheus', () => {
  let asked = '';
  let url = '';
  const startedMs = performance.now();
  // Of 100 requests a second 20 are slow.
  const exporter = createServer((request, response) => {
    asked = request.headers.accept ?? '';
    const count = Math.floor((performance.now() - startedMs) / 50);
    response.setHeader('content-type', PROTOBUF);
    response.write(histogram('search_seconds', 4 * count, count));
    response.end(histogram('fast_seconds', 5 * count, 0));
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => exporter.listen(0, '127.0.0.1', resolve));
    const { port } = exporter.address() as AddressInfo;
    const scene = newScene();
    // As they are rendered, but looked at each second.
    const groups = ruleGroupsOf(contract).map((group) => ({ ...group, intervalMs: 1000 }));
    url = await startPrometheus(scene, {
      config: `global: { scrape_interval: 1s, scrape_timeout: 1s }
rule_files: ['${scene.write('rules.yml', ruleFile(groups, {}))}']
scrape_configs: [{ job_name: shop, static_configs: [{ targets: ['127.0.0.1:${port}'] }] }]
`,
      args: ['--enable-feature=native-histograms'],
    });
  });
  afterAll(() => {
    exporter.closeAllConnections();
    exporter.close();
  });

  async function ask(query: string): Promise<readonly number[]> {
    const search = new URLSearchParams({ query });
    const answer = (await (await fetch(`${url}/api/v1/query?${search.toString()}`)).json()) as {
      readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
    };
    return answer.data.result.map(({ value }) => Number(value[1]));
  }

  it('gives the share of slow events, and how many there were', async () => {
    const ratio = await eventually('an error ratio', 30_000, async () => {
      const [value] = await ask('slo:error_ratio:5m{slo="quick"}');
      return value !== undefined && Number.isFinite(value) && value;
    });
    expect(asked).toContain('application/vnd.google.protobuf');
    expect(ratio).toBeCloseTo(0.2, 9);
    const [events = 0] = await ask('slo:events:rate5m{slo="quick"}');
    expect(events).toBeGreaterThan(0);
    // It is a native one: there is no bucket that the classic form could read.
    expect(await ask('search_seconds_bucket')).toEqual([]);
  });

  it('calls no event slow where none was', async () => {
    const [ratio] = await eventually('an error ratio', 30_000, async () => {
      const values = await ask('slo:error_ratio:5m{slo="spotless"}');
      return values.some((value) => Number.isFinite(value)) && values;
    });
    expect(ratio).toBeCloseTo(0, 9);
  });

  it('spends budget by them, and misses those that nobody exports', async () => {
    const [left] = await eventually('what is left of the budget', 30_000, async () => {
      const values = await ask('1 - slo:error_ratio:window{slo="quick"} / 0.05');
      return values.some((value) => Number.isFinite(value)) && values;
    });
    expect(left).toBeCloseTo(-3, 6);
    await eventually('an alert', 30_000, async () => {
      const pending = await ask('ALERTS{alertname="SloDataMissing",slo="gone"}');
      return pending.length === 1;
    });
    expect(await ask('ALERTS{alertname="SloDataMissing",slo="quick"}')).toEqual([]);
  });
});
