import type { WrittenAttach } from './attach-schema.ts';
import type { FaultSpec, TopologyShape } from './contract.ts';
import type { WrittenBalancerPlace, WrittenPatroni } from './real-engines.ts';
import type { WrittenKubernetes } from './kubernetes.ts';
import type { WrittenLog } from './logs.ts';
import type { Prices } from './planning.ts';
import type { WrittenSlo } from './slo-section.ts';
import type { WrittenAssumptions } from './planning-schema.ts';

/** A contract as it is written: each value read, but not yet completed by what others imply. */
export interface WrittenContract {
  readonly service: string;
  readonly promise: WrittenPromise;
  readonly topology?: TopologyShape | undefined;
  readonly regions?: string[] | undefined;
  readonly app?: WrittenApp | undefined;
  readonly stores: Record<string, WrittenStore | 'postgres' | 'patroni'>;
  readonly balancer: WrittenBalancer | 'embedded' | 'haproxy';
  readonly logs?: Record<string, WrittenLog | 'kafka'> | undefined;
  readonly kubernetes?: WrittenKubernetes | undefined;
  readonly workload: WrittenWorkload;
  readonly calls: Record<string, number | WrittenCall>;
  readonly assumptions: WrittenAssumptions;
  readonly prices?: Prices | undefined;
  readonly slo: WrittenSlo;
  readonly proof: WrittenProof;
  readonly attach?: WrittenAttach | undefined;
}

export interface WrittenPromise {
  readonly availability: number | WrittenAvailability;
  readonly latency?: { readonly objective: number; readonly below: number } | undefined;
  readonly rto: number;
  readonly rpo: number;
}

export interface WrittenAvailability {
  readonly objective: number;
  readonly agreement?: number | undefined;
  readonly window: number;
}

export interface WrittenApp {
  readonly run: string[];
  readonly replicas: number;
  readonly health: string | { readonly live: string; readonly ready: string };
  readonly hosts?: string[] | undefined;
  readonly environment: Record<string, string>;
  readonly startTimeout: number;
  readonly stopTimeout: number;
}

export interface WrittenStore extends WrittenPatroni {
  readonly engine: 'postgres' | 'patroni';
  readonly members: number;
  readonly replication?: 'synchronous' | 'asynchronous' | undefined;
  readonly failover: WrittenFailover;
}

export interface WrittenFailover {
  readonly heartbeat: number;
  readonly deadline: number;
}

export interface WrittenBalancer extends WrittenBalancerPlace {
  readonly port: number;
  readonly checkEvery: number;
  readonly attemptTimeout: number;
  readonly maxAttempts: number;
  readonly maxConnectionsPerReplica: number;
  readonly metrics?: number | undefined;
}

export interface WrittenWorkload {
  readonly rate: number;
  readonly arrivals: 'fixed' | 'poisson';
  readonly timeout: number;
  readonly store?: string | undefined;
  readonly write?: WrittenRequest | WrittenWrite | undefined;
  readonly read?: WrittenRequest | WrittenRead | undefined;
}

/** The short form: `POST /orders`. */
export interface WrittenRequest {
  readonly method: string;
  readonly path: string;
}

export interface WrittenWrite extends WrittenRequest {
  readonly headers: Record<string, string>;
  readonly json?: unknown;
  readonly acknowledged: number[];
}

export interface WrittenRead extends WrittenRequest {
  readonly headers: Record<string, string>;
  readonly present: number[];
  readonly absent: number[];
}

export interface WrittenCall {
  readonly availability: number;
  readonly timeout: number;
  readonly attempts: number;
  readonly fallback?: number | undefined;
  readonly cache?: { readonly hits: number; readonly lasts: number } | undefined;
  readonly needs?: string[] | undefined;
}

export interface WrittenProof {
  readonly trials: number;
  readonly faults?: FaultSpec[] | undefined;
  readonly recoveryTimeout?: number | undefined;
  readonly seed: number;
}
