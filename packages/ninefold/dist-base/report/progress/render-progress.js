import pc from 'picocolors';
import { count, duration } from '../../history/wording.js';
import { plainText } from '../plain-text.js';
const SIGN = {
    up: '●',
    changing: '◐',
    down: '○',
};
/**
 * The live view: what is done now, the clients, and a line for each member. Every line fits the
 * width, so that the caller can count them and draw over them.
 *
 * @param nowMs on the same clock as the events
 */
export function renderProgress(state, nowMs, options) {
    const colors = pc.createColors(options.color);
    const paint = { up: colors.green, changing: colors.yellow, down: colors.red };
    const fit = (text) => {
        const plain = plainText(text);
        return plain.length <= options.width
            ? plain
            : `${plain.slice(0, Math.max(0, options.width - 1))}…`;
    };
    const { trial, client } = state;
    const names = [...state.members.keys()].map((name) => name.length);
    const column = Math.min(24, Math.max(0, ...names));
    return [
        colors.bold(fit(trial
            ? `${trial.fault}, trial ${trial.trial} of ${trial.trials} (${trial.number} of ${trial.total} in all): ${state.phase}`
            : state.phase)),
        fit(`  ${duration(nowMs - state.startMs)} elapsed${client ? `  ·  clients ${count(client.okPerSecond)} ok/s, ${count(client.notOkPerSecond)} not ok/s` : ''}`),
        ...[...state.members].map(([name, member]) => {
            const line = fit(`  ${SIGN[member.health]} ${name.padEnd(column)}  ${member.status}  ${duration(Math.max(0, nowMs - member.sinceMs))}`);
            return paint[member.health](line);
        }),
    ];
}
/** One event as a line for a log: time since the start, kind, member, what happened. */
export function renderPlainLine(event, startMs) {
    const at = ((event.atMs - startMs) / 1000).toFixed(3).padStart(8);
    const term = event.term === undefined ? '' : ` (term ${event.term})`;
    return plainText(`${at} s  ${event.kind.padEnd(10)}  ${(event.member ?? '').padEnd(12)}  ${event.text}${term}`);
}
//# sourceMappingURL=render-progress.js.map