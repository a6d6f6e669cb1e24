// A small service: answers at once, ready until SIGTERM, then drains as a good service does.
import http from 'node:http';

const body = JSON.stringify({ id: 'order-1', ok: true, note: 'x'.repeat(200) });
let stopping = false;
const server = http.createServer((request, response) => {
  request.resume();
  const status = stopping && request.url === '/ready' ? 503 : 200;
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...(stopping && { connection: 'close' }),
  });
  response.end(body);
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('listening'));
process.on('SIGTERM', () => {
  stopping = true;
  // Time for whoever watches the ready path to notice.
  setTimeout(() => server.close(() => process.exit(0)), Number(process.argv[3] ?? 500));
});
process.on('disconnect', () => process.exit(0));
