import { LeaseStoreError, check } from './errors.ts';
import { holderName } from './holder.ts';
import { field } from './json-request.ts';
import type { JsonAnswer } from './json-request.ts';
import type { KubernetesApi } from './kubernetes-api.ts';
import type { Lease } from './lease.ts';
import { ObservedExpiry } from './observed-expiry.ts';
import { systemTime } from './time.ts';
import type { LeadershipClock } from './time.ts';

export { inClusterServer, kubeConfigServer, kubernetesServer } from './kubernetes-api.ts';
export type { KubeConfigLike, KubernetesApi, KubernetesServer } from './kubernetes-api.ts';

export interface KubernetesLeaseOptions {
  /** From `inClusterServer`, `kubeConfigServer` or `kubernetesServer`. */
  readonly api: KubernetesApi;
  /** Of the Lease object. */
  readonly name: string;
  /** Default: that of the API. */
  readonly namespace?: string;
  /** A whole number of seconds, as Kubernetes counts. Default 15,000. */
  readonly ttlMs?: number;
  /** Default: this process's. */
  readonly clock?: Pick<LeadershipClock, 'monotonicMs'>;
  /** Wall time (ms since the Unix epoch), for people who read the object. Default: `Date.now`. */
  readonly wallMs?: () => number;
}

interface Seen {
  readonly version: string;
  readonly holder: string;
  readonly transitions: number;
  readonly ttlMs: number;
  /** The whole object: what others wrote to it stays. */
  readonly object: object;
}

/**
 * A Lease object of Kubernetes (coordination.k8s.io/v1), led as client-go's leaderelection does:
 * the resource version lets one writer win, and a lease has ended when we saw it unchanged for as
 * long as it lasts. Its term is `leaseTransitions`, which grows with each grant: never delete the
 * object, and give nobody the right to.
 */
export function kubernetesLease(options: KubernetesLeaseOptions): Lease {
  const { api, name, ttlMs = 15_000, clock = systemTime, wallMs = Date.now } = options;
  const { namespace = api.namespace } = options;
  for (const part of [name, namespace]) {
    check(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(part), `${JSON.stringify(part)} is not a name`);
  }
  check(ttlMs > 0 && Number.isInteger(ttlMs / 1_000), 'ttlMs must be a whole number of seconds');
  const collection = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
  const path = `${collection}/${name}`;
  const holder = holderName();
  const expiry = new ObservedExpiry();

  async function read(signal: AbortSignal): Promise<Seen | undefined> {
    const answer = await api.request('GET', path, undefined, signal);
    return answer.status === 404 ? undefined : seen(expectStatus(answer, 200));
  }

  /** @returns false when another wrote first */
  async function write(
    last: Seen | undefined,
    spec: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const object =
      last === undefined
        ? {
            apiVersion: 'coordination.k8s.io/v1',
            kind: 'Lease',
            metadata: { name, namespace },
            spec,
          }
        : { ...last.object, spec: { ...specOf(last.object), ...spec } };
    const answer =
      last === undefined
        ? await api.request('POST', collection, object, signal)
        : await api.request('PUT', path, object, signal);
    if (answer.status === 409 || (last !== undefined && answer.status === 404)) return false;
    expectStatus(answer, last === undefined ? 201 : 200);
    return true;
  }

  return {
    ttlMs,
    async acquire(signal) {
      const last = await read(signal);
      if (last !== undefined && last.holder !== '' && last.holder !== holder) {
        if (!expiry.hasEnded(last.version, last.ttlMs, clock.monotonicMs())) return undefined;
      }
      const term = (last?.transitions ?? 0) + 1;
      const now = microTime(wallMs());
      const spec = {
        holderIdentity: holder,
        leaseDurationSeconds: ttlMs / 1_000,
        leaseTransitions: term,
        acquireTime: now,
        renewTime: now,
      };
      return (await write(last, spec, signal)) ? term : undefined;
    },
    async renew(term, signal) {
      const last = await read(signal);
      if (last?.holder !== holder || last.transitions !== term) return false;
      const spec = { renewTime: microTime(wallMs()), leaseDurationSeconds: ttlMs / 1_000 };
      if (await write(last, spec, signal)) return true;
      // Who wrote meanwhile: ourselves, in a request that came late, or a new holder?
      throw new LeaseStoreError(`the Lease ${namespace}/${name} was written by another meanwhile`);
    },
    async release(term, signal) {
      const last = await read(signal);
      if (last?.holder !== holder || last.transitions !== term) return;
      await write(last, { holderIdentity: '', renewTime: microTime(wallMs()) }, signal);
    },
  };
}

function seen(object: unknown): Seen {
  const version = field(object, 'metadata', 'resourceVersion');
  if (typeof object !== 'object' || object === null || typeof version !== 'string') {
    throw new LeaseStoreError('the API server answered without a resource version');
  }
  const spec = specOf(object);
  const holder = spec['holderIdentity'];
  const transitions = spec['leaseTransitions'];
  const seconds = spec['leaseDurationSeconds'];
  return {
    version,
    holder: typeof holder === 'string' ? holder : '',
    transitions: typeof transitions === 'number' ? transitions : 0,
    ttlMs: typeof seconds === 'number' ? seconds * 1_000 : 0,
    object,
  };
}

function specOf(object: object): Readonly<Record<string, unknown>> {
  const spec = field(object, 'spec');
  return typeof spec === 'object' && spec !== null ? { ...spec } : {};
}

function expectStatus({ status, body }: JsonAnswer, expected: number): unknown {
  if (status === expected) return body;
  const message = field(body, 'message');
  throw new LeaseStoreError(
    `the API server of Kubernetes said ${status}${typeof message === 'string' ? `: ${message}` : ''}`,
  );
}

/** RFC 3339 with microseconds, as Kubernetes writes a MicroTime. */
function microTime(wallMs: number): string {
  return new Date(wallMs).toISOString().replace('Z', '000Z');
}
