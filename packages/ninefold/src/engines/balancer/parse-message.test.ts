import fc from 'fast-check';
import { expect, it } from 'vitest';

import { parseMessage } from './parse-message.ts';

it('never throws, and takes nothing of garbage', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      expect(parseMessage(value).kind).toBe('invalid');
    }),
  );
});

const spec = {
  port: 0,
  checkEveryMs: 200,
  attemptTimeoutMs: 2000,
  maxAttempts: 3,
  maxConnectionsPerReplica: 128,
};
const http = { spec, policy: 'least-loaded', readyPath: '/ready', replicas: [] };

it.each([
  { kind: 'start', config: { stores: [{ store: 'orders', port: 0 }] } },
  { kind: 'start', config: { http, stores: [] } },
  { kind: 'start', config: { http: { ...http, sli: { exceptPaths: ['/a'] } }, stores: [] } },
  { kind: 'stop' },
  { kind: 'add-replica', replica: { id: 'a', host: '127.0.0.1', port: 1 } },
  { kind: 'drain-replica', id: 'a' },
  { kind: 'route', store: 'orders', term: 1, host: 'h', port: 5432, leaseTtlMs: 500 },
  { kind: 'cut', store: 'orders', term: 1 },
])('takes $kind as it is', (message) => {
  expect(parseMessage(message)).toBe(message);
});

it.each([
  { kind: 'start', config: { http: { ...http, readyPath: '/a HTTP/1.1\r\nX: y' }, stores: [] } },
  { kind: 'start', config: { http: { ...http, spec: { ...spec, maxAttempts: 0 } }, stores: [] } },
  { kind: 'start', config: { http: { ...http, sli: { latencyBelowMs: 0 } }, stores: [] } },
  { kind: 'add-replica', replica: { id: 'a', host: '127.0.0.1', port: 70_000 } },
  { kind: 'route', store: 'orders', term: 1.5, host: 'h', port: 5432 },
  { kind: 'route', store: 'orders', term: 1, host: 'h', port: 5432, leaseTtlMs: -1 },
])('refuses a $kind with a bad field', (message) => {
  expect(parseMessage(message).kind).toBe('invalid');
});
