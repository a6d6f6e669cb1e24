import { EXAMPLES } from './ninefold-command.ts';

/** The order service of the examples, which keeps its orders in PostgreSQL. */
export const ORDER_SERVICE = `${EXAMPLES}/checkout/server.js`;

/**
 * A service without a store: it keeps an order as an empty file in ORDERS, so that its replicas
 * find each other's.
 */
export const FILE_SERVICE = `
import { createServer } from 'node:http';
import { existsSync, writeFileSync } from 'node:fs';

const orders = process.env.ORDERS;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const id = request.url.split('/')[2];
  if (request.url === '/health/ready') return response.end();
  if (request.method === 'POST') {
    writeFileSync(orders + '/' + JSON.parse(body).id, '');
    response.statusCode = 201;
  } else if (!existsSync(orders + '/' + id)) response.statusCode = 404;
  response.end();
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
`;

/** The same in Python, with its standard library alone. */
export const PYTHON_SERVICE = `
import json, os, pathlib, signal, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

orders = pathlib.Path(os.environ["ORDERS"])

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        if self.path == "/health/ready":
            return self.answer(200)
        self.answer(200 if (orders / self.path.split("/")[2]).exists() else 404)

    def do_POST(self):
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        (orders / order["id"]).touch()
        self.answer(201)

    def log_message(self, *_):
        pass

class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

server = Server(("127.0.0.1", int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
`;
