import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { service } from '../service.ts';
import { whenEnded } from './answer-end.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(watched: boolean, handler: RequestListener): Promise<number> {
  const server = createServer(handler);
  servers.push(server);
  if (watched) service({ log: { info: () => undefined, error: () => undefined } }).attach(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

const listeners = (response: ServerResponse): number => response.listenerCount('close');

describe.each([
  ['a server that is watched', true],
  ['another', false],
])('the end of an answer of %s', (_name, watched) => {
  it('is told to all who asked, in order, once it is out', async () => {
    const told: string[] = [];
    let added: number | undefined;
    const port = await listen(watched, (_request, response) => {
      const before = listeners(response);
      whenEnded(response, () => told.push(`first ${response.writableFinished}`));
      whenEnded(response, () => told.push('second'));
      added = listeners(response) - before;
      response.end('done');
    });
    await (await fetch(`http://127.0.0.1:${port}`)).text();
    await vi.waitFor(() => {
      expect(told).toEqual(['first true', 'second']);
    });
    // What makes it cheap.
    expect(added).toBe(watched ? 0 : 2);
  });

  it('is told when the client leaves without one', async () => {
    const told: boolean[] = [];
    const port = await listen(watched, (_request, response) => {
      whenEnded(response, () => told.push(response.writableFinished));
      client.destroy();
    });
    const client = connect(port, '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    await vi.waitFor(() => {
      expect(told).toEqual([false]);
    });
  });

  it('is told to one who asks after a pause', async () => {
    let told = 0;
    const port = await listen(watched, (_request, response) => {
      setImmediate(() => {
        whenEnded(response, () => told++);
        response.end('done');
      });
    });
    await Promise.all([1, 2].map(async () => (await fetch(`http://127.0.0.1:${port}`)).text()));
    await vi.waitFor(() => {
      expect(told).toBe(2);
    });
  });
});

it('ends every answer of a pipeline whose client leaves', async () => {
  let told = 0;
  let begun = 0;
  const port = await listen(true, (_request, response) => {
    whenEnded(response, () => told++);
    if (++begun === 3) client.destroy();
  });
  const client = connect(port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(3));
  await vi.waitFor(() => {
    expect(told).toBe(3);
  });
});
