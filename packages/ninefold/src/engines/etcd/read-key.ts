import { askHttp } from '../../sockets/ask-http.ts';

/** A key of etcd's, as a linearizable read saw it. */
export interface EtcdKey {
  readonly value: string;
  /** The store's revision at which it was last put: higher at each later put of any key. */
  readonly revision: number;
}

/**
 * Reads a key through one member; undefined when it does not exist.
 *
 * @throws when the member does not answer in time, or has no quorum
 */
export async function readEtcdKey(
  endpoint: { readonly address: string; readonly port: number },
  key: string,
  withinMs: number,
): Promise<EtcdKey | undefined> {
  const { status, text } = await askHttp({
    host: endpoint.address,
    port: endpoint.port,
    path: '/v3/kv/range',
    method: 'POST',
    json: { key: Buffer.from(key).toString('base64') },
    withinMs,
  });
  if (status !== 200) throw new Error(`etcd at ${endpoint.address} answered ${status}`);
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== 'object' || answer === null || !('kvs' in answer)) return undefined;
  const [first] = Array.isArray(answer.kvs) ? (answer.kvs as unknown[]) : [];
  if (typeof first !== 'object' || first === null) return undefined;
  const { value, mod_revision: revision } = first as Record<string, unknown>;
  // The gateway writes 64-bit numbers as text.
  return {
    value: Buffer.from(typeof value === 'string' ? value : '', 'base64').toString('utf8'),
    revision: Number(revision),
  };
}
