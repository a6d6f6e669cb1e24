import { createServer } from 'node:http';
import type { Server } from 'node:http';

import { EnvironmentError, codeOf, messageOf } from '../ports/errors.ts';

/**
 * Answers `GET /metrics` on 127.0.0.1 with the page.
 *
 * @throws EnvironmentError when the port is taken
 */
export function serveMetrics(port: number, page: () => string): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(page());
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const reason = codeOf(error) === 'EADDRINUSE' ? 'it is in use' : messageOf(error);
      reject(
        new EnvironmentError(
          `can't serve metrics at port ${port} of 127.0.0.1: ${reason}. The contract asks for it in balancer.metrics`,
          { cause: error },
        ),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Ends it, and connections that scrapers hold open. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
