import { haproxy, has, node } from './processes.mjs';

/** Who is compared: each starts on a port, on a core, before the same backends. */
export const PEERS = [
  {
    name: 'ours',
    start: (core, port, backends) => node(core, 'proxies/ours.mjs', [port, ...backends]),
  },
  {
    name: 'http-proxy (keep-alive)',
    start: (core, port, backends) =>
      node(core, 'proxies/http-proxy.mjs', [port, ...backends], { KEEP_ALIVE: '1' }),
  },
  {
    name: 'http-proxy (default)',
    start: (core, port, backends) => node(core, 'proxies/http-proxy.mjs', [port, ...backends]),
  },
  {
    name: '@fastify/http-proxy',
    start: (core, port, backends) => node(core, 'proxies/fastify.mjs', [port, ...backends]),
  },
  ...(has('haproxy') ? [{ name: 'HAProxy', start: haproxy }] : []),
];

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
