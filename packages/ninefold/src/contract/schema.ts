import { z } from 'zod';
import { attach } from './attach-schema.ts';
import { kubernetes } from './kubernetes.ts';
import { logs } from './logs.ts';
import { assumptions, prices } from './planning-schema.ts';
import { named, namedLike, oneOf, text, wholeNumber } from './leaf.ts';
import {
  command,
  duration,
  environmentValue,
  fault,
  json,
  methods,
  rate,
  ratio,
  requestLine,
} from './values.ts';
import { slo } from './slo-section.ts';
import { appHostsKey, balancerPlaceKeys, patroniKeys } from './real-engines.ts';
import type {
  WrittenContract,
  WrittenPromise,
  WrittenAvailability,
  WrittenApp,
  WrittenStore,
  WrittenFailover,
  WrittenBalancer,
  WrittenWorkload,
  WrittenProof,
} from './written.ts';

const httpPath = (): z.ZodType<string> =>
  text(/^\/[^\s#]*$/, 'a path', 'a path that begins with /, such as /orders', (value) =>
    /^[^/\s#][^\s#]*$/.test(value) && !value.includes('://') ? `/${value}` : undefined,
  );

const headers = (): z.ZodPrefault<z.ZodType<Record<string, string>>> =>
  named(
    text(
      /^[\t\x20-\x7e\x80-\xff]*$/,
      'the value of a header',
      'a text on one line, quoted if it is a number',
    ),
    /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/,
    'the name of a header',
    'letters, digits and dashes, such as Idempotency-Key',
  ).prefault({});

const statuses = (initial: number[]): z.ZodPrefault<z.ZodArray<z.ZodType<number>>> =>
  z.array(wholeNumber(100, 599)).min(1).prefault(initial);

const dnsLabel = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const availability: z.ZodType<WrittenAvailability> = z.strictObject({
  objective: ratio().describe(
    'The objective (SLO): the share of operations that end ok, such as 99.95%.',
  ),
  agreement: ratio()
    .optional()
    .describe(
      'What is agreed with customers (SLA): looser than the objective. Default: the objective.',
    ),
  window: duration(60_000)
    .prefault('30d')
    .describe('The window in which the error budget is counted.'),
});

const latency = z.strictObject({
  objective: ratio().describe(
    'The share of operations that must end ok within the bound, such as 99%.',
  ),
  below: duration(1).describe(
    'The bound, counted from the instant an operation was due, such as 300ms.',
  ),
});

export const promise: z.ZodType<WrittenPromise> = z.strictObject({
  availability: z
    .union([ratio(), availability])
    .describe(
      'The share of operations that end ok: a ratio such as 99.95%, or objective, agreement and window.',
    ),
  latency: latency.optional().describe('How fast operations must end. Default: no promise.'),
  rto: duration()
    .prefault('30s')
    .describe('Recovery time objective: the longest time from a fault to service restored.'),
  rpo: duration()
    .prefault(0)
    .describe(
      'Recovery point objective: how old an acknowledged write that is lost may be. 0: none may be lost.',
    ),
});

export const app: z.ZodType<WrittenApp> = z.strictObject({
  run: command().describe(
    'The command of one replica, in any language, as an argument array. It listens on the port in PORT and finds each store in NAME_URL.',
  ),
  replicas: wholeNumber(1, 50).prefault(3).describe('How many replicas run, all taking traffic.'),
  health: z
    .union([
      httpPath(),
      z.strictObject({
        live: httpPath()
          .prefault('/health/live')
          .describe('Answers 2xx while the process is sound.'),
        ready: httpPath()
          .prefault('/health/ready')
          .describe('Answers 2xx while the replica can take traffic.'),
      }),
    ])
    .prefault({})
    .describe('Where health is asked: one path for both questions, or live and ready.'),
  ...appHostsKey,
  environment: named(
    environmentValue(),
    /^[A-Za-z_][A-Za-z0-9_]{0,254}$/,
    'the name of a variable',
    'letters, digits and underscores, such as LOG_LEVEL',
  )
    .prefault({})
    .describe('Environment variables, beside PORT and the addresses of the stores.'),
  startTimeout: duration(1)
    .prefault('15s')
    .describe('How long a replica may take until it is ready.'),
  stopTimeout: duration(1)
    .prefault('10s')
    .describe('How long a replica may take to end after SIGTERM, before SIGKILL.'),
});

export const failover: z.ZodType<WrittenFailover> = z.strictObject({
  heartbeat: duration(10).prefault('100ms').describe('The time between two heartbeats.'),
  deadline: duration(10)
    .prefault('300ms')
    .describe('A member silent for so long has failed. Longer than the heartbeat.'),
});

export const store: z.ZodType<WrittenStore> = z.strictObject({
  engine: oneOf(['postgres', 'patroni'], 'engine')
    .prefault('postgres')
    .describe('postgres: failed over by Ninefold; patroni: PostgreSQL under Patroni and etcd.'),
  members: wholeNumber(1, 9)
    .prefault(3)
    .describe('How many members: one primary, the others standbys.'),
  replication: oneOf(['synchronous', 'asynchronous'], 'replication')
    .optional()
    .describe(
      'synchronous: a write is acknowledged when a standby has it too. Default: synchronous when rpo is 0 and there are standbys.',
    ),
  failover: failover.prefault({}).describe('How soon a failed primary is replaced.'),
  ...patroniKeys,
});

export const balancer: z.ZodType<WrittenBalancer> = z.strictObject({
  ...balancerPlaceKeys,
  port: wholeNumber(0, 65_535)
    .prefault(0)
    .describe('The port on 127.0.0.1; 0 lets the system choose.'),
  metrics: wholeNumber(1, 65_535)
    .optional()
    .describe(
      'The port on 127.0.0.1 at which Prometheus scrapes what the balancers counted. Default: none.',
    ),
  checkEvery: duration(10)
    .prefault('200ms')
    .describe('The time between two health checks of a replica.'),
  attemptTimeout: duration(1)
    .prefault('2s')
    .describe('How long one attempt at a replica may take before another is tried.'),
  maxAttempts: wholeNumber(1, 10).prefault(3).describe('Attempts at most, the first included.'),
  maxConnectionsPerReplica: wholeNumber(1, 10_000)
    .prefault(128)
    .describe('Connections at most to one replica.'),
});

const write = z.strictObject({
  method: oneOf(methods, 'method').prefault('POST').describe('The HTTP method.'),
  path: httpPath().describe('The path; {{id}} stands for the id of the write.'),
  headers: headers().describe('Headers; {{id}} stands for the id of the write.'),
  json: json()
    .optional()
    .describe(
      'The body, sent as JSON; {{id}} in its texts stands for the id of the write. null: no body. Default for POST, PUT and PATCH: { id: "{{id}}" }.',
    ),
  acknowledged: statuses([200, 201, 202, 204]).describe(
    'The statuses that promise that the write is kept.',
  ),
});

const read = z.strictObject({
  method: oneOf(['GET', 'HEAD', 'POST'], 'method').prefault('GET').describe('The HTTP method.'),
  path: httpPath().describe('The path that finds the write again; {{id}} stands for its id.'),
  headers: headers().describe('Headers; {{id}} stands for the id of the write.'),
  present: statuses([200]).describe('The statuses that say: the write is there.'),
  absent: statuses([404]).describe('The statuses that say: the write is not there.'),
});

export const workload: z.ZodType<WrittenWorkload> = z.strictObject({
  rate: rate()
    .prefault('200/s')
    .describe('How many operations are offered, whether the system keeps up or not.'),
  arrivals: oneOf(['fixed', 'poisson'], 'arrivals')
    .prefault('fixed')
    .describe('fixed: evenly spaced; poisson: by chance, as independent users arrive.'),
  timeout: duration(1)
    .prefault('5s')
    .describe('After so long without an answer the outcome of an operation is unknown.'),
  store: text(/^[^\s]+$/, 'the name of a store', 'the name of a store')
    .optional()
    .describe('Writes rows straight into this store. Default, without an app: the first store.'),
  write: z
    .union([requestLine(), write])
    .optional()
    .describe('How a client writes something: POST /orders, or in full.'),
  read: z
    .union([requestLine(), read])
    .optional()
    .describe('How a client finds it again: "GET /orders/{{id}}", or in full.'),
});

const call = z.strictObject({
  availability: ratio().describe('The availability of the dependency, such as 99.9%.'),
  timeout: duration(1).prefault('2s').describe('How long one attempt may take.'),
  attempts: wholeNumber(1, 10).prefault(1).describe('Attempts at most, the first included.'),
  fallback: ratio()
    .optional()
    .describe('The share of operations that do without it while it is away. Default: none.'),
  cache: z
    .strictObject({
      hits: ratio().describe('The share of operations whose answer is kept, such as 80%.'),
      lasts: duration(1).describe('How long a kept answer may be used, such as 10m.'),
    })
    .optional()
    .describe('Answers kept from before. Default: none.'),
  needs: z
    .array(text(/^[A-Za-z][A-Za-z0-9._-]{0,62}$/, 'the name of a call', 'a name under "calls"'))
    .max(20)
    .optional()
    .describe('Other calls that it goes through. Default: none.'),
});

export const proof: z.ZodType<WrittenProof> = z.strictObject({
  trials: wholeNumber(1, 1000)
    .prefault(3)
    .describe('How often each fault is tried. More trials, more confidence.'),
  faults: z
    .array(fault())
    .min(1)
    .max(100)
    .optional()
    .describe(
      'What is broken on purpose, in words. Default: what exists, killed and frozen, and a rolling restart.',
    ),
  recoveryTimeout: duration(1)
    .optional()
    .describe('A trial that has not recovered by then has failed. Default: 2 x rto + 10s.'),
  seed: wholeNumber(0, 4_294_967_295)
    .prefault(1)
    .describe('Seeds every choice by chance, so that a run can be repeated.'),
});

/** The whole contract: parsing, and the JSON Schema that editors are given, come from this. */
export const contractSchema: z.ZodType<WrittenContract> = z.strictObject({
  service: text(
    dnsLabel,
    'the name of a service',
    'lower-case letters, digits and dashes, such as checkout',
    namedLike(dnsLabel, '-'),
  ).describe('The name of the service, such as checkout.'),
  promise: promise.describe('What is promised, and will be proved.'),
  topology: oneOf(['active-passive', 'active-active', 'multi-region'], 'topology')
    .optional()
    .describe(
      'How the parts stand in for each other. Default: multi-region with regions, else active-active with an app, else active-passive.',
    ),
  regions: z
    .array(
      text(
        dnsLabel,
        'the name of a region',
        'lower-case letters, digits and dashes, such as eu-west',
        namedLike(dnsLabel, '-'),
      ),
    )
    .max(9)
    .optional()
    .describe('The names of the regions, two or more; only for multi-region.'),
  app: app.optional().describe('The service itself. Leave it out to prove a store alone.'),
  stores: named(
    z.union([oneOf(['postgres', 'patroni'], 'engine'), store]),
    /^[a-z][a-z0-9_]{0,62}$/,
    'the name of a store',
    'a lower-case letter, then lower-case letters, digits and underscores, such as orders',
  )
    .prefault({})
    .describe('Databases by name: orders: postgres, or in full.'),
  balancer: z
    .union([oneOf(['embedded', 'haproxy'], 'balancer'), balancer])
    .prefault({})
    .describe('Where clients connect: haproxy, or in full.'),
  logs: logs.optional().describe('Kafka clusters by name, for render. Default: none.'),
  kubernetes: kubernetes.optional().describe('The Kubernetes cluster, for render. Default: none.'),
  workload: workload.prefault({}).describe('How clients use the service while it is broken.'),
  calls: named(
    z.union([ratio(), call]),
    /^[A-Za-z][A-Za-z0-9._-]{0,62}$/,
    'the name of a dependency',
    'letters, digits and dashes, such as payment-api',
  )
    .prefault({})
    .describe('What the service depends on: payment-api: 99.9%, or in full.'),
  assumptions: assumptions.prefault({}).describe('What the design is computed from.'),
  prices: prices
    .optional()
    .describe('What changes cost, in any one currency. Default: nothing is for sale.'),
  slo: slo.prefault({}).describe('How the promise is watched in production: rules, alerts, links.'),
  proof: proof.prefault({}).describe('The experiment that proves the promise.'),
  attach: attach
    .optional()
    .describe('A cluster that Ninefold did not start, for prove --attach. Default: none.'),
});
