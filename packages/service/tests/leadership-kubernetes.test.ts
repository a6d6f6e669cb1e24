import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';

import { jsonRequest } from '../src/leadership/json-request.ts';
import {
  inClusterServer,
  kubeConfigServer,
  kubernetesLease,
} from '../src/leadership/kubernetes-lease.ts';
import { never } from './leadership-conformance.ts';
import { startLeaseApiServer } from './lease-api-server.ts';
import type { LeaseApiServer } from './lease-api-server.ts';

/* How a process finds its API server over https, and shows who it is. */

let directory: string;
const pathOf = (name: string): string => join(directory, name);
let api: LeaseApiServer;
let front: Server;
let port: number;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ninefold-kubernetes-'));
  api = await startLeaseApiServer();
  // prettier-ignore
  execFileSync('/usr/bin/openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-keyout', pathOf('key.pem'), '-out', pathOf('ca.crt'), '-days', '2', '-subj', '/CN=kubernetes',
    '-addext', 'subjectAltName=IP:127.0.0.1',
  ], { stdio: 'ignore' });
  front = createServer({
    key: readFileSync(pathOf('key.pem')),
    cert: readFileSync(pathOf('ca.crt')),
  });
  front.on('request', (request, response) => {
    const { authorization = '' } = request.headers;
    const url = new URL(request.url ?? '', api.url);
    let content = '';
    request.on('data', (chunk) => (content += String(chunk)));
    request.on('end', () => {
      void jsonRequest({
        method: request.method as 'GET',
        url,
        body: content === '' ? undefined : JSON.parse(content),
        connection: { headers: { authorization } },
        signal: never,
      }).then(({ status, body }) => response.writeHead(status).end(JSON.stringify(body)));
    });
  });
  await new Promise<void>((resolve) => {
    front.listen(0, '127.0.0.1', resolve);
  });
  const address = front.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  front.closeAllConnections();
  front.close();
  await api.close();
  rmSync(directory, { recursive: true });
});

it('asks the server of a kubeconfig, as the user of its context', async () => {
  const cluster = { name: 'c', server: `https://127.0.0.1:${port}/`, skipTLSVerify: false };
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [{ ...cluster, caFile: pathOf('ca.crt') }],
    users: [{ name: 'u', token: api.token }],
    contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
    currentContext: 'x',
  });
  const lease = kubernetesLease({ api: kubeConfigServer(kubeConfig), name: 'kubeconfig' });
  expect(await lease.acquire(never)).toBe(1);
  kubeConfig.users = [{ name: 'u', token: 'of somebody else' }];
  await expect(lease.renew(1, never)).rejects.toThrow('said 401: Unauthorized');
  kubeConfig.clusters = [cluster];
  await expect(lease.renew(1, never)).rejects.toThrow(/self.signed/);
  expect(() => kubeConfigServer(new KubeConfig())).toThrow('no current cluster');
});

it('asks the server of its pod, with the token that the kubelet wrote last', async () => {
  vi.stubEnv('KUBERNETES_SERVICE_HOST', '127.0.0.1');
  vi.stubEnv('KUBERNETES_SERVICE_PORT', String(port));
  writeFileSync(pathOf('namespace'), 'shop\n');
  writeFileSync(pathOf('token'), 'expired');
  const server = await inClusterServer(directory);
  const lease = kubernetesLease({ api: server, name: 'pod' });
  await expect(lease.acquire(never)).rejects.toThrow('said 401: Unauthorized');
  writeFileSync(pathOf('token'), `${api.token}\n`);
  expect(await lease.acquire(never)).toBe(1);
  const path = '/apis/coordination.k8s.io/v1/namespaces/shop/leases/pod';
  const { body } = await server.request('GET', path, undefined, never);
  expect(body).toMatchObject({ spec: { leaseTransitions: 1, leaseDurationSeconds: 15 } });
});

it('says so when it runs in no pod', async () => {
  vi.stubEnv('KUBERNETES_SERVICE_HOST', undefined);
  await expect(inClusterServer()).rejects.toThrow('not in a pod of Kubernetes');
});
