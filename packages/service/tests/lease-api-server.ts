import { randomUUID } from 'node:crypto';
import { type Server, createServer } from 'node:http';

interface LeaseObject {
  metadata: Record<string, unknown> & { readonly name: string };
  spec?: unknown;
}

export interface LeaseApiServer {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

const collection = /^\/apis\/coordination\.k8s\.io\/v1\/namespaces\/([^/]+)\/leases(?:\/([^/]+))?$/;

/**
 * What Kubernetes' API server does with Lease objects, as far as an election can tell: versions
 * that change with each write, 409 for a write of an old one or a second creation, 422 for an update
 * without a version, 404, 401. Kept in memory. The real one is met as docs/leadership.md says.
 */
export async function startLeaseApiServer(): Promise<LeaseApiServer> {
  const token = randomUUID();
  const objects = new Map<string, LeaseObject>();
  let version = 1_000;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body } = answer(
        request.method ?? '',
        request.url ?? '',
        request.headers.authorization,
        Buffer.concat(chunks).toString('utf8'),
      );
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });

  function answer(
    method: string,
    url: string,
    authorization: string | undefined,
    content: string,
  ): { readonly status: number; readonly body: unknown } {
    const [, namespace, name] = collection.exec(url) ?? [];
    const failure = (status: number, message: string): { status: number; body: unknown } => ({
      status,
      body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: status },
    });
    if (authorization !== `Bearer ${token}`) return failure(401, 'Unauthorized');
    if (namespace === undefined) return failure(404, 'the server could not find the resource');
    const given = content === '' ? undefined : (JSON.parse(content) as LeaseObject);
    const key = `${namespace}/${name ?? given?.metadata.name ?? ''}`;
    const known = objects.get(key);
    if (method === 'POST' && name === undefined && given !== undefined) {
      if (known !== undefined) return failure(409, 'already exists');
      if (given.metadata['resourceVersion'] !== undefined) {
        return failure(400, 'resourceVersion should not be set on objects to be created');
      }
      return { status: 201, body: store(key, { ...given.metadata, uid: randomUUID() }, given) };
    }
    if (known === undefined) return failure(404, 'not found');
    if (method === 'GET') return { status: 200, body: known };
    if (method !== 'PUT' || given === undefined) return failure(405, 'not allowed');
    const { resourceVersion, uid } = given.metadata;
    if (resourceVersion === undefined) return failure(422, 'must be specified for an update');
    if (resourceVersion !== known.metadata['resourceVersion']) {
      return failure(409, 'the object has been modified');
    }
    if (uid !== undefined && uid !== known.metadata['uid']) return failure(409, 'another uid');
    return { status: 200, body: store(key, known.metadata, given) };
  }

  function store(key: string, metadata: LeaseObject['metadata'], given: LeaseObject): LeaseObject {
    version += 1;
    const stored = { ...given, metadata: { ...metadata, resourceVersion: String(version) } };
    objects.set(key, stored);
    return stored;
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
