import type { TopologyEvent } from '../../ports/events.ts';
import type { TerminalOptions } from '../terminal.ts';
import type { ProgressState } from './progress.ts';
/**
 * The live view: what is done now, the clients, and a line for each member. Every line fits the
 * width, so that the caller can count them and draw over them.
 *
 * @param nowMs on the same clock as the events
 */
export declare function renderProgress(state: ProgressState, nowMs: number, options: TerminalOptions): string[];
/** One event as a line for a log: time since the start, kind, member, what happened. */
export declare function renderPlainLine(event: TopologyEvent, startMs: number): string;
//# sourceMappingURL=render-progress.d.ts.map