/** A unit of ours: what runs, as whom, and what it needs. */
export interface UnitPlan {
    readonly description: string;
    /** Whole lines of `[Unit]` beside the description. */
    readonly unit?: readonly string[];
    /** Whole lines of `[Service]`. */
    readonly service: readonly string[];
    /** Undefined: started by something else, such as a timer. */
    readonly wantedBy?: string;
}
export declare function renderUnit({ description, unit, service, wantedBy }: UnitPlan): string;
/** An argument array as systemd reads it: no shell, and `%` and `$` mean themselves. */
export declare function execLine(command: readonly string[]): string;
/** A word of a unit file, quoted where it must be; `%` means itself. */
export declare function unitWord(text: string): string;
/** A drop-in: lines of `[Service]` that change a unit of a package. */
export declare function renderDropIn(service: readonly string[]): string;
//# sourceMappingURL=units.d.ts.map