import type { Call } from './call.ts';

/** Work of a call that runs on though the call has been answered. */
export interface Leftover {
  running: number;
  readonly whenDone: (() => void)[];
}

/** The call's answer has been given, but its work goes on. `workDone` must follow. */
export function abandonWork(call: Call): void {
  for (let at: Call | undefined = call; at; at = at.parent)
    (at.leftover ??= { running: 0, whenDone: [] }).running++;
}

export function workDone(call: Call): void {
  for (let at: Call | undefined = call; at; at = at.parent) {
    const { leftover } = at;
    if (leftover && --leftover.running === 0)
      for (const done of leftover.whenDone.splice(0)) done();
  }
}

/** Calls `done` once no work of this call runs: now, if none does. */
export function whenDrained(call: Call, done: () => void): void {
  const { leftover } = call;
  if (leftover?.running) leftover.whenDone.push(done);
  else done();
}
