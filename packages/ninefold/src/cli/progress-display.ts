import { systemClock } from '../clock/system-clock.ts';
import { type ProgressSignal, initialProgress, progress } from '../report/progress/progress.ts';
import { renderPlainLine, renderProgress } from '../report/progress/render-progress.ts';
import { styleOf } from './output.ts';

const REDRAW_EVERY_MS = 100;

/** Shows what happens, on standard error: redrawn in place on a terminal, else line by line. */
export interface ProgressDisplay {
  show(signal: ProgressSignal): void;
  /** Takes the drawing away; what is printed next stands alone. */
  clear(): void;
}

export function createProgressDisplay(
  stream: NodeJS.WriteStream = process.stderr,
): ProgressDisplay {
  const startMs = systemClock.monotonicMs();
  return stream.isTTY && process.env['TERM'] !== 'dumb'
    ? drawn(stream, startMs)
    : plain(stream, startMs);
}

function plain(stream: NodeJS.WriteStream, startMs: number): ProgressDisplay {
  return {
    show(signal) {
      if (signal.kind === 'event') stream.write(`${renderPlainLine(signal.event, startMs)}\n`);
      else if (signal.kind === 'trial') {
        stream.write(
          `— ${signal.fault}: trial ${signal.trial} of ${signal.trials} (${signal.number} of ${signal.total})\n`,
        );
      }
    },
    clear: () => undefined,
  };
}

function drawn(stream: NodeJS.WriteStream, startMs: number): ProgressDisplay {
  let state = initialProgress(startMs);
  let lines = 0;
  const erase = (): string => (lines === 0 ? '' : `\u001b[${lines}F\u001b[0J`);
  const draw = (): void => {
    const text = renderProgress(state, systemClock.monotonicMs(), styleOf(stream));
    stream.write(`${erase()}${text.join('\n')}\n`);
    lines = text.length;
  };
  const timer = setInterval(draw, REDRAW_EVERY_MS);
  timer.unref();
  return {
    show(signal) {
      state = progress(state, signal);
    },
    clear() {
      clearInterval(timer);
      stream.write(erase());
      lines = 0;
    },
  };
}
