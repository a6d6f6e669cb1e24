import type { Design } from './design.ts';
/** A design as flat arrays, for the simulation. Time in hours. */
export interface CompiledDesign {
    readonly units: number;
    /** Failures per hour while up, and their sum. */
    readonly rate: Float64Array;
    readonly totalRate: number;
    /** Walker's alias table of the rates (Vose, IEEE Trans. Softw. Eng. 17(9), 1991). */
    readonly aliasCut: Float64Array;
    readonly alias: Int32Array;
    /** A repair takes scale x E^(power) for an exponential E, or scale x exp(sigma N) for a normal N. */
    readonly repairKind: Uint8Array;
    readonly repairScale: Float64Array;
    /**
     * Members of a unit: memberOf[firstMember[u]] to memberOf[firstMember[u + 1] - 1]. `soleMember` is
     * the only one, or -1.
     */
    readonly soleMember: Int32Array;
    readonly firstMember: Int32Array;
    readonly memberOf: Int32Array;
    /** The tier of a member, and the first member of a tier. */
    readonly tierOf: Int32Array;
    readonly firstOfTier: Int32Array;
    readonly tiers: number;
    /** The tier whose crews repair a unit; -1: repaired at once, always. */
    readonly crewsOf: Int32Array;
    readonly crews: Int32Array;
    readonly needed: Int32Array;
    /** 0 no failover, 1 one is active, 2 all are. */
    readonly mode: Uint8Array;
    readonly durationHours: Float64Array;
    readonly sharedHours: Float64Array;
    readonly manualHours: Float64Array;
    readonly coverage: Float64Array;
    readonly lagHours: Float64Array;
}
export declare const repairKinds: {
    readonly exponential: 0;
    readonly lognormal: 1;
    readonly weibull: 2;
    readonly fixed: 3;
};
export declare const msPerHour = 3600000;
export declare function compileDesign({ units, tiers }: Design): CompiledDesign;
//# sourceMappingURL=compiled-design.d.ts.map