import { z } from 'zod';
/** The parts of an OpenSLO v1 document that an SLO of ours is made from; others are passed over. */
export interface OpenSloDocument {
    readonly apiVersion: 'openslo/v1';
    readonly kind: string;
    readonly metadata: {
        readonly name: string;
        readonly annotations?: Record<string, string> | undefined;
    };
}
export interface OpenSlo extends OpenSloDocument {
    readonly spec: {
        readonly description?: string | undefined;
        readonly service: string;
        readonly indicator?: {
            readonly spec: OpenSli;
        } | undefined;
        readonly indicatorRef?: string | undefined;
        readonly timeWindow: OpenSloWindow[];
        readonly budgetingMethod: 'Occurrences' | 'Timeslices' | 'RatioTimeslices';
        readonly objectives: OpenSloObjective[];
    };
}
export interface OpenSli {
    readonly ratioMetric?: {
        readonly good?: OpenSloSource | undefined;
        readonly bad?: OpenSloSource | undefined;
        readonly total: OpenSloSource;
    } | undefined;
    readonly thresholdMetric?: OpenSloSource | undefined;
}
export interface OpenSloSource {
    readonly metricSource: {
        readonly type?: string | undefined;
        readonly spec: {
            readonly query: string;
        };
    };
}
export interface OpenSloWindow {
    readonly duration: {
        readonly count: number;
        readonly unit: string;
    };
    readonly isRolling: boolean;
    readonly calendar?: {
        readonly startTime: string;
        readonly timeZone: string;
    } | undefined;
}
export interface OpenSloObjective {
    readonly displayName?: string | undefined;
    readonly op?: 'lt' | 'lte' | 'gt' | 'gte' | undefined;
    readonly value?: number | undefined;
    readonly target?: number | undefined;
    readonly targetPercent?: number | undefined;
}
/** Of whatever kind. */
export declare const openSloHead: z.ZodType<OpenSloDocument>;
/** `kind: SLI`. */
export declare const openSli: z.ZodType<OpenSloDocument & {
    readonly spec: OpenSli;
}>;
/** `kind: SLO`. */
export declare const openSlo: z.ZodType<OpenSlo>;
//# sourceMappingURL=openslo-schema.d.ts.map