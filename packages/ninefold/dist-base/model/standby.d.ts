/** One active member and standbys that take over at once; repaired one by one, or all together. */
export interface StandbySystem {
    readonly standbys: number;
    readonly failureRate: number;
    readonly repairRate: number;
    /** Members repaired at once; absent: all. */
    readonly crews?: number;
}
/** Standbys run and fail like the active member. */
export declare function hotStandby(system: StandbySystem): number;
/** Standbys run but do not serve, and fail less often: `dormancy` is the ratio of the rates. */
export declare function warmStandby(system: StandbySystem, dormancy: number): number;
/** Standbys are off, and do not fail. */
export declare function coldStandby(system: StandbySystem): number;
//# sourceMappingURL=standby.d.ts.map