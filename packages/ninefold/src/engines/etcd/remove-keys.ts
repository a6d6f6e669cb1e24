import { askHttp } from '../../sockets/ask-http.ts';

/**
 * Removes every key that begins with a prefix, through one member.
 *
 * @returns the store's revision now: higher than that of any key before, lower than of any later
 * @throws when the member does not answer in time, or has no quorum
 */
export async function removeEtcdKeys(
  endpoint: { readonly address: string; readonly port: number },
  prefix: string,
  withinMs: number,
): Promise<number> {
  const first = Buffer.from(prefix);
  // The first key that no longer begins so: the last byte is one more.
  const end = Buffer.from(first);
  end.writeUInt8((end.at(-1) ?? 0) + 1, end.length - 1);
  const { status, text } = await askHttp({
    host: endpoint.address,
    port: endpoint.port,
    path: '/v3/kv/deleterange',
    method: 'POST',
    json: { key: first.toString('base64'), range_end: end.toString('base64') },
    withinMs,
  });
  if (status !== 200) {
    throw new Error(`etcd at ${endpoint.address} answered ${status}: ${text.trim()}`);
  }
  const answer = JSON.parse(text) as { readonly header?: { readonly revision?: string } };
  return Number(answer.header?.revision ?? 0);
}
