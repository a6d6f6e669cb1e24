import { type ProgressSignal } from '../report/progress/progress.ts';
/** Shows what happens, on standard error: redrawn in place on a terminal, else line by line. */
export interface ProgressDisplay {
    show(signal: ProgressSignal): void;
    /** Takes the drawing away; what is printed next stands alone. */
    clear(): void;
}
export declare function createProgressDisplay(stream?: NodeJS.WriteStream): ProgressDisplay;
//# sourceMappingURL=progress-display.d.ts.map