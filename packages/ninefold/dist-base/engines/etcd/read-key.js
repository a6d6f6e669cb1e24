import { askHttp } from '../../sockets/ask-http.js';
/**
 * Reads a key through one member; undefined when it does not exist.
 *
 * @throws when the member does not answer in time, or has no quorum
 */
export async function readEtcdKey(endpoint, key, withinMs) {
    const { status, text } = await askHttp({
        host: endpoint.address,
        port: endpoint.port,
        path: '/v3/kv/range',
        method: 'POST',
        json: { key: Buffer.from(key).toString('base64') },
        withinMs,
    });
    if (status !== 200)
        throw new Error(`etcd at ${endpoint.address} answered ${status}`);
    const answer = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('kvs' in answer))
        return undefined;
    const [first] = Array.isArray(answer.kvs) ? answer.kvs : [];
    if (typeof first !== 'object' || first === null)
        return undefined;
    const { value, mod_revision: revision } = first;
    // The gateway writes 64-bit numbers as text.
    return {
        value: Buffer.from(typeof value === 'string' ? value : '', 'base64').toString('utf8'),
        revision: Number(revision),
    };
}
//# sourceMappingURL=read-key.js.map