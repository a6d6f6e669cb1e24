// 50 keep-alive connections to one app, each of which sends its next request when an answer came.
import { connect } from 'node:net';

const CONNECTIONS = 50;
const REQUEST = Buffer.from('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
const ANSWER = /^HTTP\/1\.1 200 [^]*\{"hello":"world"\}$/;

export async function connections(port) {
  const opened = Array.from({ length: CONNECTIONS }, async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return socket;
  });
  return Promise.all(opened);
}

/** Resolves when `requests` have been answered, with how many of them were not with 200. */
export function batch(sockets, requests) {
  return new Promise((resolve) => {
    let [sent, answered, refused] = [0, 0, 0];
    const send = (socket) => {
      if (sent++ < requests) socket.write(REQUEST);
    };
    for (const socket of sockets) {
      socket.removeAllListeners('data');
      socket.on('data', (bytes) => {
        // The answer is small enough to come in one piece.
        if (!ANSWER.test(bytes.latin1Slice())) refused++;
        if (++answered === requests) resolve(refused);
        else send(socket);
      });
      send(socket);
    }
  });
}
