import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';

import { ManualClock } from '@ninefold/resilience/testing';
import { describe, expect, it } from 'vitest';

import { Lifecycle } from './lifecycle.ts';
import type { ShutdownOptions } from './lifecycle.ts';
import type { ProcessPort } from './process-port.ts';

class FakeProcess implements ProcessPort {
  readonly listeners = new Map<string, (what: unknown) => void>();
  readonly exits: number[] = [];
  on(event: string, listener: (what: unknown) => void): void {
    this.listeners.set(event, listener);
  }
  off(event: string): void {
    this.listeners.delete(event);
  }
  exit(code: number): void {
    this.exits.push(code);
  }
}

function lifecycleWith(options: ShutdownOptions = {}): {
  lifecycle: Lifecycle;
  clock: ManualClock;
  process: FakeProcess;
  log: string[];
} {
  const clock = new ManualClock();
  const process = new FakeProcess();
  const log: string[] = [];
  const lifecycle = new Lifecycle(
    { clock, process, stallMs: Infinity, ...options },
    {
      info: (fields, message) => log.push(`${message} ${JSON.stringify(fields)}`),
      error: (_fields, message) => log.push(message),
    },
  );
  return { lifecycle, clock, process, log };
}

it('refuses an HTTP/2 server, which Fastify may have', () => {
  const { lifecycle } = lifecycleWith();
  expect(() => lifecycle.attach(createHttp2Server() as unknown as Server)).toThrow('HTTP/2');
});

describe('the process', () => {
  it('is watched from when a server listens until it is closed', async () => {
    const { lifecycle, process } = lifecycleWith();
    const server = createServer();
    lifecycle.attach(server);
    expect(process.listeners.size).toBe(0);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect([...process.listeners.keys()]).toEqual([
      'SIGTERM',
      'SIGINT',
      'uncaughtException',
      'unhandledRejection',
    ]);
    server.close();
    await once(server, 'close');
    expect(process.listeners.size).toBe(0);
    expect(process.exits).toEqual([]);
  });

  it('outlives a stop that the program asked for', async () => {
    const { lifecycle, clock, process } = lifecycleWith();
    const ended: string[] = [];
    lifecycle.onStop('store', () => ended.push('store'));
    const stopped = lifecycle.stop();
    expect(lifecycle.stopping.aborted).toBe(true);
    expect(ended).toEqual([]);
    await clock.advance(5_000);
    await stopped;
    expect(ended).toEqual(['store']);
    expect(process.exits).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('background work', () => {
  it('that fails shuts the process down with 1', async () => {
    const { lifecycle, clock, process, log } = lifecycleWith({ noticeMs: 0 });
    lifecycle.background('outbox', () => {
      throw new Error('gone');
    });
    await clock.advance(0);
    expect(process.exits).toEqual([1]);
    expect(log).toContain('background work "outbox" failed');
  });

  it('that rejects because it was given up has ended well', async () => {
    const { lifecycle, log } = lifecycleWith({ noticeMs: 0 });
    lifecycle.background('outbox', async (signal) => {
      await once(signal, 'abort');
      signal.throwIfAborted();
    });
    await lifecycle.stop();
    expect(log).not.toContain('ending failed');
  });

  it('that returns by itself is no reason to stop', async () => {
    const { lifecycle, clock, process } = lifecycleWith();
    lifecycle.background('warm-up', () => Promise.resolve());
    await clock.advance(0);
    expect(lifecycle.stopping.aborted).toBe(false);
    expect(process.exits).toEqual([]);
  });
});

it('refuses times that make no sense', () => {
  expect(() => lifecycleWith({ drainMs: -1 })).toThrow(RangeError);
  expect(() => lifecycleWith({ stallMs: 0 })).toThrow(RangeError);
});
