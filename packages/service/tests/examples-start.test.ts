import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ended, eventually, freePorts, hasPostgres, startPostgres } from './leadership-engines.ts';
import type { Postgres } from './leadership-engines.ts';

/** The way to a store that fails over: it cuts the first connections, and lets later ones through. */
async function failingFirst(
  cuts: number,
  to: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    if (connections <= cuts) {
      socket.resetAndDestroy();
      return;
    }
    const onward = connect(to, '127.0.0.1');
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on('error', () => undefined);
    }
    socket.pipe(onward).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe.skipIf(!hasPostgres || spawnSync('python3', ['--version']).status !== 0)(
  'an example that starts while its store fails over',
  () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.close());

    it.each([
      ['checkout', process.execPath, ['server.js']],
      ['checkout-python', 'python3', ['-B', 'server.py']],
    ])('%s tries again', { timeout: 60_000 }, async (folder, program, words) => {
      const [port = 0] = await freePorts(1);
      const way = await failingFirst(2, postgres.config.port);
      const child = spawn(program, words, {
        cwd: fileURLToPath(new URL(`../../../examples/${folder}`, import.meta.url)),
        env: {
          ...process.env,
          PORT: String(port),
          DATABASE_URL: `postgres://postgres@127.0.0.1:${way.port}/postgres`,
        },
        stdio: 'ignore',
      });
      try {
        await eventually('it to be ready', async () => {
          expect(child.exitCode).toBeNull();
          const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(
            () => undefined,
          );
          return answer?.status === 200;
        });
      } finally {
        child.kill('SIGKILL');
        await ended(child);
        await way.close();
      }
    });
  },
);
