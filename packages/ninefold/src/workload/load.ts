import type { Clock } from '../clock/clock.ts';
import type { Attempt, WorkloadClient } from './client.ts';
import { createDeadlineQueue } from './deadline-queue.ts';
import type { LiveCounters } from './live-counters.ts';
import { operationId } from './operation-id.ts';
import type { Judgement } from './outcome.ts';
import type { Recorder } from './recorder.ts';
import type { Schedule } from './schedule.ts';

/** Operations issued in one go before answers get their turn. */
const MAX_BURST = 64;

/** One trial's operations being sent. */
export interface Load {
  /** Sends whatever is due by now; returns when to be called again (ms). */
  pump(): number;
  /**
   * Nothing due later than now is sent; resolves with this instant (ms) when every outcome is
   * known.
   */
  stop(): Promise<number>;
}

/**
 * Sends operations when they are due, none skipped and none put off to a new schedule: after a
 * delay all that became due meanwhile are sent, each with its own due time. One that would exceed
 * `maxInFlight` is not sent but recorded as failed with the detail `client overload`, and voids
 * the trial.
 */
export function startLoad(options: {
  readonly schedule: Schedule;
  readonly client: WorkloadClient;
  readonly recorder: Recorder;
  readonly counters: LiveCounters;
  readonly runId: string;
  readonly firstSequence: number;
  readonly timeoutMs: number;
  readonly maxInFlight: number;
  readonly clock: Clock;
}): Load {
  const { schedule, client, recorder, counters, clock, maxInFlight } = options;
  const deadlines = createDeadlineQueue(clock);
  let inFlight = 0;
  let endMs = Infinity;
  let onIdle: (() => void) | undefined;

  function issue(dueMs: number, sentMs: number): void {
    const index = recorder.sent(dueMs, sentMs);
    let attempt: Attempt | undefined;
    const settle = ({ outcome, detail }: Judgement): void => {
      if (attempt) deadlines.remove(attempt);
      recorder.ended(index, clock.monotonicMs(), outcome, detail);
      inFlight -= 1;
      counters.ended(outcome, inFlight);
      if (inFlight === 0) onIdle?.();
    };
    inFlight += 1;
    counters.sent(inFlight);
    if (inFlight > maxInFlight) {
      counters.overloaded();
      settle({ outcome: 'failed', detail: 'client overload' });
      return;
    }
    const id = operationId(options.runId, options.firstSequence + index);
    attempt = client.write(id, settle);
    deadlines.add(attempt, sentMs + options.timeoutMs);
  }

  /** Whether something due by `untilMs` is left after a burst. */
  function issueBurst(untilMs: number): boolean {
    for (let sent = 0; sent < MAX_BURST; sent++) {
      const nowMs = clock.monotonicMs();
      if (schedule.peekMs() > Math.min(nowMs, untilMs)) return false;
      issue(schedule.takeMs(), nowMs);
    }
    return true;
  }

  return {
    pump() {
      issueBurst(endMs);
      const nextMs = schedule.peekMs();
      return nextMs > endMs ? Infinity : nextMs;
    },
    async stop() {
      endMs = clock.monotonicMs();
      while (issueBurst(endMs));
      if (inFlight > 0) {
        await new Promise<void>((resolve) => {
          onIdle = resolve;
        });
      }
      return endMs;
    },
  };
}
