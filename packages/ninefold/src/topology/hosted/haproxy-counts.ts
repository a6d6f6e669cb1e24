import type { Clock } from '../../clock/clock.ts';
import { readAnswers } from '../../engines/haproxy/runtime-api.ts';
import type { Recorder } from '../../recorder/recorder.ts';

const ASK_EVERY_MS = 1000;
/** The backend of the app's replicas, as it is rendered. */
const APP_BACKEND = 'app-replicas';

/**
 * Tells the recorder what each HAProxy answered to clients of the app. It knows statuses and no
 * durations: latency is nobody's to tell. One that does not answer has counted nothing meanwhile.
 */
export function countByHaproxy(
  statsSockets: readonly string[],
  recorder: Recorder,
  clock: Clock,
): { close(): void } {
  const closing = new AbortController();
  const watch = async (): Promise<void> => {
    for (;;) {
      await Promise.all(
        statsSockets.map(async (socket) => {
          const counts = await readAnswers(socket, APP_BACKEND).catch(() => undefined);
          if (counts === undefined) return;
          recorder.count({ name: socket }, clock.monotonicMs(), { availability: counts });
        }),
      );
      await clock.sleep(ASK_EVERY_MS, closing.signal);
    }
  };
  watch().catch(() => undefined);
  return {
    close() {
      closing.abort(new Error('counting was ended'));
    },
  };
}
