import { attachOf } from './attach-schema.ts';
import type {
  AppSpec,
  CallSpec,
  Contract,
  FaultSpec,
  ServicePromise,
  StoreSpec,
  TopologyShape,
  WorkloadSpec,
} from './contract.ts';
import { parseFaultSentence } from './fault-sentence.ts';
import type {
  WrittenApp,
  WrittenCall,
  WrittenContract,
  WrittenPromise,
  WrittenStore,
  WrittenWorkload,
} from './written.ts';
import { kubernetesOf } from './kubernetes.ts';
import { logsOf } from './logs.ts';
import { assumptionsOf } from './planning-schema.ts';
import { sloOf } from './slo-section.ts';
import { balancerPlaceOf, patroniOf } from './real-engines.ts';
import { balancer as balancerSchema, store as storeSchema } from './schema.ts';
import { methodsWithBody } from './workload-checks.ts';

/** Completes a contract without mistakes by what its parts imply for each other. */
export function withDefaults(written: WrittenContract): Contract {
  const { service, promise, app, assumptions, proof } = written;
  const balancer =
    typeof written.balancer === 'string'
      ? balancerSchema.parse({ engine: written.balancer })
      : written.balancer;
  const stores = Object.entries(written.stores).map(([name, store]) =>
    storeOf(
      name,
      typeof store === 'string' ? storeSchema.parse({ engine: store }) : store,
      promise.rpo,
    ),
  );
  return {
    service,
    promise: promiseOf(promise),
    topology: topologyOf(written),
    regions: written.regions ?? ['local'],
    ...(app === undefined ? {} : { app: appOf(app) }),
    stores,
    balancer: {
      ...balancerPlaceOf(balancer),
      port: balancer.port,
      ...(balancer.metrics === undefined ? {} : { metricsPort: balancer.metrics }),
      checkEveryMs: balancer.checkEvery,
      attemptTimeoutMs: balancer.attemptTimeout,
      maxAttempts: balancer.maxAttempts,
      maxConnectionsPerReplica: balancer.maxConnectionsPerReplica,
    },
    ...(written.logs === undefined ? {} : { logs: logsOf(written.logs) }),
    ...(written.kubernetes === undefined
      ? {}
      : { kubernetes: kubernetesOf(written.kubernetes, service) }),
    workload: workloadOf(written.workload, stores),
    calls: Object.entries(written.calls).map(([name, call]) => callOf(name, call)),
    assumptions: assumptionsOf(assumptions),
    ...(written.prices === undefined ? {} : { prices: written.prices }),
    slo: sloOf(written.slo),
    proof: {
      trials: proof.trials,
      faults: proof.faults ?? defaultFaults(app !== undefined, stores.length > 0),
      recoveryTimeoutMs: proof.recoveryTimeout ?? 2 * promise.rto + 10_000,
      seed: proof.seed,
    },
    ...(written.attach === undefined ? {} : { attach: attachOf(written.attach, promise.rto) }),
  };
}

function promiseOf({ availability, latency, rto, rpo }: WrittenPromise): ServicePromise {
  const full =
    typeof availability === 'number'
      ? { objective: availability, agreement: undefined, window: 30 * 86_400_000 }
      : availability;
  return {
    availability: {
      objective: full.objective,
      agreement: full.agreement ?? full.objective,
      windowMs: full.window,
    },
    ...(latency === undefined
      ? {}
      : { latency: { objective: latency.objective, belowMs: latency.below } }),
    rtoMs: rto,
    rpoMs: rpo,
  };
}

function topologyOf({ topology, regions, app }: WrittenContract): TopologyShape {
  if (topology !== undefined) return topology;
  if (regions !== undefined) return 'multi-region';
  return app === undefined ? 'active-passive' : 'active-active';
}

function appOf({
  run,
  replicas,
  health,
  hosts,
  environment,
  startTimeout,
  stopTimeout,
}: WrittenApp): AppSpec {
  return {
    run,
    replicas,
    health: typeof health === 'string' ? { live: health, ready: health } : health,
    hosts: hosts ?? [],
    environment,
    startTimeoutMs: startTimeout,
    stopTimeoutMs: stopTimeout,
  };
}

/** To lose nothing, a write must be on two members before it is acknowledged. */
function storeOf(name: string, store: WrittenStore, rpoMs: number): StoreSpec {
  const { engine, members, replication, failover } = store;
  const implied = rpoMs === 0 && members > 1 ? 'synchronous' : 'asynchronous';
  return {
    name,
    engine,
    ...(engine === 'patroni' ? { patroni: patroniOf(store) } : {}),
    members,
    replication: replication ?? implied,
    failover: { heartbeatMs: failover.heartbeat, deadlineMs: failover.deadline },
  };
}

function workloadOf(workload: WrittenWorkload, stores: readonly StoreSpec[]): WorkloadSpec {
  const { rate, arrivals, timeout, write, read } = workload;
  const schedule = { ratePerSecond: rate, arrivals, timeoutMs: timeout };
  if (write === undefined || read === undefined) {
    return { kind: 'sql', ...schedule, store: workload.store ?? stores[0]?.name ?? '' };
  }
  const fullWrite =
    'headers' in write ? write : { ...write, headers: {}, acknowledged: [200, 201, 202, 204] };
  const fullRead =
    'headers' in read ? read : { ...read, headers: {}, present: [200], absent: [404] };
  const { json, ...request } = fullWrite;
  return {
    kind: 'http',
    ...schedule,
    write: { ...request, ...bodyOf(json, write.method) },
    read: fullRead,
  };
}

/** `json: null` asks for no body. */
function bodyOf(json: unknown, method: string): { json?: unknown } {
  if (json === null) return {};
  if (json !== undefined) return { json };
  return methodsWithBody.has(method) ? { json: { id: '{{id}}' } } : {};
}

function callOf(name: string, call: number | WrittenCall): CallSpec {
  if (typeof call === 'number') return { name, availability: call, timeoutMs: 2000, attempts: 1 };
  return {
    name,
    availability: call.availability,
    timeoutMs: call.timeout,
    attempts: call.attempts,
    ...(call.fallback === undefined ? {} : { fallback: call.fallback }),
    ...(call.cache === undefined
      ? {}
      : { cache: { hits: call.cache.hits, lastsMs: call.cache.lasts } }),
    ...(call.needs === undefined ? {} : { needs: call.needs }),
  };
}

/** What is broken when the contract does not say: whatever exists. */
function defaultFaults(hasApp: boolean, hasStore: boolean): FaultSpec[] {
  const sentences = [
    ...(hasStore ? ['kill store primary', 'freeze store primary'] : []),
    ...(hasApp ? ['kill app', 'rolling restart'] : []),
  ];
  return sentences.flatMap((sentence) => {
    const parsed = parseFaultSentence(sentence);
    return parsed.ok ? [parsed.value] : [];
  });
}
