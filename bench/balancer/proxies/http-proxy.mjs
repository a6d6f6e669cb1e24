// http-proxy with its own defaults (no agent: a connection per request) or, with KEEP_ALIVE, its
// best configuration. It has no upstream groups: round robin as its README shows.
import http from 'node:http';

import httpProxy from 'http-proxy';

const [port, ...backends] = process.argv.slice(2).map(Number);
const agent = process.env.KEEP_ALIVE
  ? new http.Agent({ keepAlive: true, maxSockets: 128, noDelay: true })
  : undefined;
const proxy = httpProxy.createProxyServer({ agent });
proxy.on('error', (_error, _request, response) => {
  if (response.headersSent) response.destroy();
  else response.writeHead?.(502).end();
});
const targets = backends.map((at) => `http://127.0.0.1:${at}`);
let turn = 0;
http
  .createServer((request, response) =>
    proxy.web(request, response, { target: targets[turn++ % targets.length] }),
  )
  .listen(port, '127.0.0.1', () => process.send?.('listening'));
process.on('disconnect', () => process.exit(0));
