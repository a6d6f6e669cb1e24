import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { LeaseStoreError, check } from './errors.ts';
import { jsonRequest } from './json-request.ts';
import type { Connection, JsonAnswer, JsonRequest } from './json-request.ts';

/** An API server of Kubernetes, with the right to ask it. */
export interface KubernetesApi {
  /** Where leases are made when nothing else is said. */
  readonly namespace: string;
  /** Rejects when there is no answer; an answer may have any status. */
  request(
    method: JsonRequest['method'],
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<JsonAnswer>;
}

export interface KubernetesServer {
  /** `https://host:port`, with a path in front of `/apis` if need be. */
  readonly server: string;
  /** Default `default`. */
  readonly namespace?: string;
  /** What to connect with (certificates, headers). Asked each time, since tokens are renewed. */
  readonly connection?: () => Promise<Connection>;
}

/** An API server by its address. */
export function kubernetesServer(options: KubernetesServer): KubernetesApi {
  const { server, namespace = 'default', connection = () => Promise.resolve({}) } = options;
  check(/^https?:\/\//.test(server) && URL.canParse(server), `${server} is not a URL`);
  return {
    namespace,
    async request(method, path, body, signal) {
      const url = new URL(server.replace(/\/+$/, '') + path);
      return await jsonRequest({ method, url, body, connection: await connection(), signal });
    },
  };
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The API server of the cluster that this pod runs in, with the pod's service account. The token
 * is read each time, since the kubelet replaces it.
 *
 * @param directory of the service account's files
 * @throws LeaseStoreError when this is no pod
 */
export async function inClusterServer(directory: string = SERVICE_ACCOUNT): Promise<KubernetesApi> {
  const host = process.env['KUBERNETES_SERVICE_HOST'];
  const port = process.env['KUBERNETES_SERVICE_PORT'] ?? '443';
  if (host === undefined || !existsSync(join(directory, 'token'))) {
    throw new LeaseStoreError('not in a pod of Kubernetes, or one without a service account');
  }
  const namespace = (await readFile(join(directory, 'namespace'), 'utf8')).trim();
  return kubernetesServer({
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    namespace,
    connection: async () => ({
      ca: await readFile(join(directory, 'ca.crt')),
      headers: {
        authorization: `Bearer ${(await readFile(join(directory, 'token'), 'utf8')).trim()}`,
      },
    }),
  });
}

/** What is used of a `KubeConfig` of `@kubernetes/client-node`. */
export interface KubeConfigLike {
  getCurrentCluster(): { readonly server: string } | null;
  applyToHTTPSOptions(options: Connection): Promise<void>;
}

/**
 * The API server of a kubeconfig, with every way to log in that `@kubernetes/client-node` knows.
 *
 * @throws LeaseStoreError when the current context names no cluster
 */
export function kubeConfigServer(
  kubeConfig: KubeConfigLike,
  namespace: string = 'default',
): KubernetesApi {
  const cluster = kubeConfig.getCurrentCluster();
  if (cluster === null) throw new LeaseStoreError('the kubeconfig has no current cluster');
  return kubernetesServer({
    server: cluster.server,
    namespace,
    connection: async () => {
      const options: Connection = {};
      await kubeConfig.applyToHTTPSOptions(options);
      return options;
    },
  });
}
