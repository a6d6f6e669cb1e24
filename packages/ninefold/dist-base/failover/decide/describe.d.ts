import type { FailoverState } from './state.ts';
export interface Description {
    /** One line, without a final period: what the store's failover does now. */
    readonly text: string;
    /** By member: one or a few words. */
    readonly members: readonly string[];
}
/** The state in words, for live display. */
export declare function describe(state: FailoverState): Description;
//# sourceMappingURL=describe.d.ts.map