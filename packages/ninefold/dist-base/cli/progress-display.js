import { systemClock } from '../clock/system-clock.js';
import { initialProgress, progress } from '../report/progress/progress.js';
import { renderPlainLine, renderProgress } from '../report/progress/render-progress.js';
import { styleOf } from './output.js';
const REDRAW_EVERY_MS = 100;
export function createProgressDisplay(stream = process.stderr) {
    const startMs = systemClock.monotonicMs();
    return stream.isTTY && process.env['TERM'] !== 'dumb'
        ? drawn(stream, startMs)
        : plain(stream, startMs);
}
function plain(stream, startMs) {
    return {
        show(signal) {
            if (signal.kind === 'event')
                stream.write(`${renderPlainLine(signal.event, startMs)}\n`);
            else if (signal.kind === 'trial') {
                stream.write(`— ${signal.fault}: trial ${signal.trial} of ${signal.trials} (${signal.number} of ${signal.total})\n`);
            }
        },
        clear: () => undefined,
    };
}
function drawn(stream, startMs) {
    let state = initialProgress(startMs);
    let lines = 0;
    const erase = () => (lines === 0 ? '' : `\u001b[${lines}F\u001b[0J`);
    const draw = () => {
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
//# sourceMappingURL=progress-display.js.map