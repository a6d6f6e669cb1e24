import { expect, test } from 'vitest';

import type { Clock } from '../clock/clock.ts';
import { interruption } from './interruption.ts';

/** A program that is sent signals at times of our choice, and the codes it exited with. */
function sceneOf() {
  const heard = new Map<NodeJS.Signals, () => void>();
  const codes: number[] = [];
  let nowMs = 1_000;
  const clock: Clock = {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs,
    sleep: () => Promise.reject(new Error('nothing here waits')),
  };
  const program = {
    on: (signal: NodeJS.Signals, listener: () => void) => heard.set(signal, listener),
    exit: (code: number) => void codes.push(code),
  };
  return {
    signal: interruption(program, clock),
    codes,
    send: (name: NodeJS.Signals, afterMs = 0): void => {
      nowMs += afterMs;
      heard.get(name)?.();
    },
  };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s asks the work to stop', (name) => {
  const { signal, send } = sceneOf();
  expect(signal.aborted).toBe(false);
  send(name);
  expect(signal.aborted).toBe(true);
  expect(String(signal.reason)).toContain(`stopped by ${name}`);
});

test('signals of the same wish leave the cleaning its time', () => {
  const { signal, codes, send } = sceneOf();
  send('SIGINT');
  send('SIGINT');
  send('SIGTERM', 5_000);
  expect(codes).toEqual([]);
  expect(String(signal.reason)).toContain('SIGINT');
});

test('who asks again when everything should have ended is not kept waiting', () => {
  const { codes, send } = sceneOf();
  send('SIGINT');
  send('SIGINT', 5_001);
  expect(codes).toEqual([3]);
});
