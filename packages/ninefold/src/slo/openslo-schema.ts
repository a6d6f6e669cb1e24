import { z } from 'zod';
import { leaf, oneOf, text } from '../contract/leaf.ts';
import { right, shown, wrong } from '../contract/mistake.ts';
import type { Parsed } from '../contract/mistake.ts';

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
    readonly indicator?: { readonly spec: OpenSli } | undefined;
    readonly indicatorRef?: string | undefined;
    readonly timeWindow: OpenSloWindow[];
    readonly budgetingMethod: 'Occurrences' | 'Timeslices' | 'RatioTimeslices';
    readonly objectives: OpenSloObjective[];
    readonly alertPolicies?: unknown[] | undefined;
  };
}

export interface OpenSloDataSource extends OpenSloDocument {
  readonly spec: { readonly type: string };
}

export interface OpenSli {
  readonly ratioMetric?:
    | {
        readonly counter?: boolean | undefined;
        readonly good?: OpenSloSource | undefined;
        readonly bad?: OpenSloSource | undefined;
        readonly total: OpenSloSource;
      }
    | undefined;
  readonly thresholdMetric?: OpenSloSource | undefined;
}

export interface OpenSloSource {
  readonly metricSource: {
    readonly type?: string | undefined;
    readonly metricSourceRef?: string | undefined;
    readonly spec: { readonly query: string };
  };
}

export interface OpenSloWindow {
  readonly duration: OpenSloDuration;
  /** Default: there is no `calendar`. */
  readonly isRolling?: boolean | undefined;
  readonly calendar?: { readonly startTime: string; readonly timeZone: string } | undefined;
}

export interface OpenSloDuration {
  readonly count: number;
  readonly unit: string;
}

export interface OpenSloObjective {
  readonly displayName?: string | undefined;
  readonly op?: 'lt' | 'lte' | 'gt' | 'gte' | undefined;
  readonly value?: number | undefined;
  readonly target?: number | undefined;
  readonly targetPercent?: number | undefined;
  readonly timeSliceTarget?: number | undefined;
  readonly timeSliceWindow?: OpenSloDuration | undefined;
}

const anyText = (what: string): z.ZodType<string> => text(/\S/, what, 'a text');

const number = (least: number, below: number): z.ZodType<number> =>
  leaf(
    (value) =>
      typeof value === 'number' && value >= least && value < below
        ? right(value)
        : wrong(
            `${shown(value)} is not a number here`,
            below === Infinity ? 'a number' : `a number from ${least}, below ${below}`,
          ),
    {},
  );

const flag = leaf(
  (value) =>
    typeof value === 'boolean'
      ? right(value)
      : wrong(`${shown(value)} is neither true nor false`, 'true or false'),
  {},
);

const duration = leaf(durationOf, {});

/** A number alone counts minutes. */
const sliceWindow = leaf(
  (value) => durationOf(typeof value === 'number' ? `${value}m` : value),
  {},
);

function durationOf(value: unknown): Parsed<OpenSloDuration> {
  const match = /^([1-9]\d{0,8})([mhdwMQY])$/.exec(typeof value === 'string' ? value : '');
  const [, count = '', unit = ''] = match ?? [];
  return match === null
    ? wrong(
        `${shown(value)} is not a duration of OpenSLO`,
        'a number and one of m, h, d, w, M, Q, Y, such as 30d',
      )
    : right({ count: Number(count), unit });
}

const version: z.ZodType<'openslo/v1'> = leaf(
  (value) =>
    value === 'openslo/v1'
      ? right('openslo/v1')
      : wrong(`${shown(value)} is not read here`, 'openslo/v1, which is the version that is'),
  {},
);

const source: z.ZodType<OpenSloSource> = z.object({
  metricSource: z.object({
    type: anyText('a type').optional(),
    metricSourceRef: anyText('a reference').optional(),
    spec: z.object({ query: anyText('a query') }),
  }),
});

const sliSpec: z.ZodType<OpenSli> = z.object({
  ratioMetric: z
    .object({
      counter: flag.optional(),
      good: source.optional(),
      bad: source.optional(),
      total: source,
    })
    .optional(),
  thresholdMetric: source.optional(),
});

const head = {
  apiVersion: version,
  kind: anyText('a kind'),
  metadata: z.object({
    name: anyText('a name'),
    annotations: z.record(z.string(), anyText('an annotation')).optional(),
  }),
};

/** Of whatever kind. */
export const openSloHead: z.ZodType<OpenSloDocument> = z.object(head);

/** `kind: SLI`. */
export const openSli: z.ZodType<OpenSloDocument & { readonly spec: OpenSli }> = z.object({
  ...head,
  spec: sliSpec,
});

/** `kind: DataSource`. */
export const openSloDataSource: z.ZodType<OpenSloDataSource> = z.object({
  ...head,
  spec: z.object({ type: anyText('a type') }),
});

/** `kind: SLO`. */
export const openSlo: z.ZodType<OpenSlo> = z.object({
  ...head,
  spec: z.object({
    description: anyText('a description').optional(),
    service: anyText('a service'),
    indicator: z.object({ spec: sliSpec }).optional(),
    indicatorRef: anyText('a reference').optional(),
    timeWindow: z
      .array(
        z.object({
          duration,
          isRolling: flag.optional(),
          calendar: z
            .object({ startTime: anyText('a time'), timeZone: anyText('a time zone') })
            .optional(),
        }),
      )
      .min(1)
      .max(1),
    budgetingMethod: oneOf(['Occurrences', 'Timeslices', 'RatioTimeslices'], 'budgeting method'),
    objectives: z
      .array(
        z.object({
          displayName: anyText('a name').optional(),
          op: oneOf(['lt', 'lte', 'gt', 'gte'], 'operator').optional(),
          value: number(-Infinity, Infinity).optional(),
          target: number(0, 1).optional(),
          targetPercent: number(0, 100).optional(),
          timeSliceTarget: number(0, Infinity).optional(),
          timeSliceWindow: sliceWindow.optional(),
        }),
      )
      .min(1)
      .max(20),
    alertPolicies: z.array(z.unknown()).optional(),
  }),
});
