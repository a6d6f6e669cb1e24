/** The package's version, as published. */
export const version = '0.1.0';

export { service } from './service.ts';
export type { Service, ServiceOptions } from './service.ts';
export type { HttpExchange, HttpStep } from './http/step.ts';
export type { Around } from './http/compose.ts';
export { nodeListener } from './adapters/node.ts';
export type { NodeAdapterOptions } from './adapters/node.ts';
export { idempotency } from './idempotency/idempotency.ts';
export type { IdempotencyOptions } from './idempotency/idempotency.ts';
export type {
  Attempt,
  Claim,
  ClaimRequest,
  IdempotencyStore,
  StoredResult,
} from './idempotency/store.ts';
export { memoryStore } from './idempotency/memory-store.ts';
export type { MemoryStoreOptions } from './idempotency/memory-store.ts';
export type { IdempotencyTime } from './idempotency/time.ts';
