import type { Operation } from './history.ts';
/**
 * The longest that any of `operations` waited until *some* operation was acknowledged (ms): how
 * long nobody was served, whether anything failed or not.
 *
 * @param all every operation of the trial
 * @param endMs the window's end, up to which an operation waits that nothing follows
 */
export declare function longestStall(operations: readonly Operation[], all: readonly Operation[], endMs: number): number;
/** The longest that any of the operations took, from its due time (ms); 0 for none. */
export declare function longestWait(operations: readonly Operation[]): number;
//# sourceMappingURL=waits.d.ts.map