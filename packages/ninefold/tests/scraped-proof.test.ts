import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../src/clock/random.ts';
import { systemClock } from '../src/clock/system-clock.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { prepareStep } from '../src/faults/prepare-step.ts';
import { runTrial } from '../src/prove/run-trial.ts';
import { questionsOf } from '../src/slo/reading.ts';
import { slosOf } from '../src/slo/slo.ts';
import { bootTopology } from '../src/topology/topology.ts';
import { warmUpReads } from '../src/workload/http-client.ts';
import type { Workload } from '../src/workload/workload.ts';
import { startWorkload } from '../src/workload/workload.ts';
import { eventually } from './eventually.ts';
import { EXAMPLES } from './ninefold-command.ts';
import { hasPrometheus, startPrometheus } from './running-prometheus.ts';
import { newScene } from './scene.ts';

/**
 * A request that a client makes is one that a replica counts: the balancer tries once. Attempts that
 * fail and are tried elsewhere are errors of a replica and none of its clients. Clients wait for longer
 * than any request takes: who leaves while an answer is under way has been failed, and the service
 * can't know. No replica is killed: what it had counted since its last scrape would be lost.
 */
const CONTRACT = `service: checkout
promise: { availability: { objective: 99.95%, window: 30d }, rto: 20s, rpo: 0 }
app: { run: [node, server.js], replicas: 3, startTimeout: 60s }
stores:
  orders: { engine: postgres, members: 3, replication: synchronous, failover: { deadline: 5s } }
balancer: { maxAttempts: 1, attemptTimeout: 15s, checkEvery: 2s }
workload:
  rate: 60/s
  timeout: 15s
  write:
    path: /orders
    headers: { Idempotency-Key: '"{{id}}"' }
    json: { id: "{{id}}" }
    acknowledged: [201]
  read: { path: "/orders/{{id}}", present: [200], absent: [404] }
proof: { trials: 1, recoveryTimeout: 25s, faults: [kill store primary] }
`;

describe.skipIf(!hasPrometheus)('a trial of examples/checkout under Debian’s prometheus', () => {
  // On a machine that stalls the balancer takes replicas for lost and answers itself, which no replica
  // counts, or nobody is failed at all: such a trial is made again, twice at most.
  it(
    'spends as much by Prometheus as by the history of its client',
    {
      retry: 2,
      timeout: 240_000,
    },
    async () => {
      const scene = newScene();
      const parsed = parseContract(CONTRACT, 'ninefold.yaml');
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      const { contract } = parsed;
      const [fault] = contract.proof.faults;
      if (fault === undefined) throw new Error('no fault');
      const never = new AbortController();
      const common = {
        contract,
        clock: systemClock,
        random: seededRandom(1),
        signal: never.signal,
      };
      const onEvent = (): void => undefined;
      // What ninefold prove does with each trial, but the replicas stay for a last scrape: a counter's
      // last value dies with its process.
      const topology = await bootTopology({
        ...common,
        directory: join(EXAMPLES, 'checkout'),
        linked: true,
        bounded: false,
        onEvent,
        onFailure: (error) => {
          never.abort(error);
        },
      });
      let workload: Workload | undefined;
      try {
        const ports = topology.members
          .filter(({ name }) => name.startsWith('app['))
          .map((member) => portOf(member.process()?.pid ?? 0));
        const url = await startPrometheus(scene, { config: scraping(ports) });
        const all = 'ninefold_sli_events_total{service="checkout",sli="availability"}';
        const scrapedSince = async (instant: number): Promise<void> => {
          await eventually('every replica to be scraped', 60_000, async () => {
            const oldest = await valueNow(url, `min(timestamp(${all})) and count(${all}) == 6`);
            return (oldest ?? 0) > instant;
          });
        };
        await scrapedSince(0);
        // What a balancer that knows no replica yet refuses, no replica counts; nor do they count this.
        const [door] = topology.baseUrls;
        let served = 0;
        await eventually('a balancer that knows its replicas', 60_000, async () => {
          const response = await fetch(`${door}/health/ready`).catch(() => undefined);
          await response?.arrayBuffer();
          served = response?.status === 200 ? served + 1 : 0;
          return served >= 20;
        });
        const client = await startWorkload({
          spec: contract.workload,
          baseUrls: topology.baseUrls,
          runId: 'scraped',
          seed: 1,
        });
        workload = client;
        const [slo] = slosOf(contract);
        if (slo === undefined) throw new Error('no objective');
        const { window } = questionsOf(slo, 'raw', 30 * 86_400_000);
        let [seen, counted]: [number?, number?] = [];
        const trial = await runTrial({
          ...common,
          fault,
          trial: 1,
          topology,
          prepare: (step) => prepareStep(step, { ...common, topology }),
          workload: {
            ...client,
            // Looking for every write is traffic too, which is in no client's history: not before
            // Prometheus has seen all of the load.
            readBack: async (ids) => {
              await scrapedSince(Date.now() / 1000);
              seen = await valueNow(url, `(${window.bad}) / (${window.total})`);
              counted = await valueNow(url, `sum(${all})`);
              return client.readBack(ids);
            },
          },
          onEvent,
          onCounters: () => undefined,
          takeEvents: () => [],
          takeWriters: () => [],
          grants: () => [],
        });

        const due = trial.operations.length + warmUpReads(contract.workload.ratePerSecond);
        const bad = trial.operations.filter(({ outcome }) => outcome !== 'ok').length;
        const told = `Prometheus says ${seen} of ${counted} events, clients ${bad} of ${due}`;
        // A real outage, and all events of it: the claim is about more than nothing.
        const isFit = bad > 0 && Math.abs((counted ?? 0) - due) < due * 0.02;
        expect(isFit, told).toBe(true);
        expect(Math.abs((seen ?? Infinity) - bad / due), told).toBeLessThan(0.001);
      } finally {
        await workload?.close();
        await topology.close();
      }
    },
  );
});

/** The port that a replica was given. */
function portOf(pid: number): string {
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return environment.find((one) => one.startsWith('PORT='))?.slice('PORT='.length) ?? '';
}

function scraping(ports: readonly string[]): string {
  const targets = ports.map((port) => `"127.0.0.1:${port}"`).join(', ');
  return `global: { scrape_interval: 1s, scrape_timeout: 900ms }
scrape_configs:
  - { job_name: checkout, static_configs: [{ targets: [${targets}] }] }
`;
}

async function valueNow(url: string, query: string): Promise<number | undefined> {
  const search = new URLSearchParams({ query });
  const answer = (await (await fetch(`${url}/api/v1/query?${search.toString()}`)).json()) as {
    readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
  };
  const value = answer.data.result[0]?.value[1];
  return value === undefined ? undefined : Number(value);
}
