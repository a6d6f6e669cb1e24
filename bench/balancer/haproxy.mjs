/** HAProxy's configuration for the same work: checks every 200 ms, redispatch, one thread. */
export function haproxyConfig(port, backends) {
  const servers = backends.map((at, i) => `  server app${i} 127.0.0.1:${at} check inter 200ms`);
  return `global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server 30s
  option redispatch 1
  retries 3
  retry-on conn-failure empty-response response-timeout 502 503 504
  http-reuse always
frontend front
  bind 127.0.0.1:${port}
  # Without this it repeats a POST that a server may have received.
  http-request disable-l7-retry if METH_POST
  default_backend app
backend app
  balance leastconn
  option httpchk GET /ready
  default-server fall 2 rise 1
${servers.join('\n')}
`;
}
