/** The package's version, as published. */
export const version = '0.1.0';
export * from './timeout.ts';
export * from './retry.ts';
export * from './breaker.ts';
export * from './guard.ts';
export * from './bulkhead.ts';
export * from './trip-rule.ts';
export * from './backoff.ts';
