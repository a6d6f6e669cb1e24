import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe } from 'vitest';

import { etcdLease } from '../src/leadership/etcd-lease.ts';
import { fileLease } from '../src/leadership/file-lease.ts';
import { kubernetesServer } from '../src/leadership/kubernetes-api.ts';
import type { KubernetesApi } from '../src/leadership/kubernetes-api.ts';
import { kubernetesLease } from '../src/leadership/kubernetes-lease.ts';
import { createLeaseTable, postgresLease } from '../src/leadership/postgres-lease.ts';
import { conformance } from './leadership-conformance.ts';
import { hasEtcd, hasPostgres, startEtcd, startPostgres } from './leadership-engines.ts';
import type { Etcd, Postgres } from './leadership-engines.ts';
import { startLeaseApiServer } from './lease-api-server.ts';
import type { LeaseApiServer } from './lease-api-server.ts';

describe('a lease on a file', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ninefold-lease-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });
  conformance((name, ttlMs) => fileLease({ directory: join(directory, name), ttlMs }));
});

describe.skipIf(!hasPostgres)('a lease in PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    // All at once, as several instances of an application that start.
    await Promise.all(Array.from({ length: 8 }, () => createLeaseTable(postgres.pool())));
  });
  afterAll(() => postgres.close());
  conformance((name, ttlMs) => postgresLease({ pool: postgres.pool(), name, ttlMs }));
});

describe.skipIf(!hasEtcd)('a lease in etcd', () => {
  let etcd: Etcd;
  beforeAll(async () => {
    etcd = await startEtcd(1);
  });
  afterAll(() => etcd.close());
  conformance((key, ttlMs) => etcdLease({ endpoints: etcd.endpoints, key, ttlMs }));
});

// NINEFOLD_KUBE_SERVER, _TOKEN and _CA (a file) name a real API server: see docs/leadership.md.
const real = process.env['NINEFOLD_KUBE_SERVER'];

describe(`a lease of Kubernetes (${real === undefined ? 'a small server of Lease objects' : 'a real API server'})`, () => {
  let api: KubernetesApi;
  let server: LeaseApiServer | undefined;
  const run = Date.now().toString(36);
  beforeAll(async () => {
    if (real === undefined) server = await startLeaseApiServer();
    const token = server?.token ?? process.env['NINEFOLD_KUBE_TOKEN'] ?? '';
    const ca = process.env['NINEFOLD_KUBE_CA'];
    api = kubernetesServer({
      server: server?.url ?? real ?? '',
      connection: async () => ({
        headers: { authorization: `Bearer ${token}` },
        ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
      }),
    });
  });
  afterAll(() => server?.close());
  conformance((name, ttlMs) => kubernetesLease({ api, name: `${name}-${run}`, ttlMs }));
});
