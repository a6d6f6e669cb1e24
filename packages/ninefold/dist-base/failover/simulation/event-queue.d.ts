/** Virtual time: happenings in order of their instant, and among equals in order of scheduling. */
export declare class EventQueue {
    #private;
    /** The instant of the happening under way (ms of true time). */
    nowMs: number;
    /** Schedules after a delay (ms, not negative). */
    after(delayMs: number, happen: () => void): void;
    /** Runs the next happening; false when there is none. */
    step(): boolean;
}
//# sourceMappingURL=event-queue.d.ts.map