import { createServer } from 'node:net';

/** A port of loopback that was free a moment ago; `held`: one that somebody listens on until `close`. */
export async function freePort({ held = false } = {}): Promise<{
  readonly port: number;
  readonly close: () => void;
}> {
  const server = createServer((socket) => {
    socket.destroy();
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const close = (): void => {
    server.close();
  };
  if (!held) close();
  return { port, close };
}
