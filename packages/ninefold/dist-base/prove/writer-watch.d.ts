import type { Clock } from '../clock/clock.ts';
import type { WriterObservation } from '../history/history.ts';
import type { StoreServer } from '../topology/running-store.ts';
/** Looks at the members of a store from outside, over connections of its own. */
export interface WriterWatch {
    /** What was seen since the last call. */
    take(): WriterObservation[];
    close(): void;
}
/** Asks every member, again and again, whether it accepts writes: two who do are a split brain. */
export declare function watchWriters(store: string, members: readonly StoreServer[], clock: Clock): WriterWatch;
//# sourceMappingURL=writer-watch.d.ts.map