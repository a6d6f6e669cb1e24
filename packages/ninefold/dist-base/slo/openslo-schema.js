import { z } from 'zod';
import { leaf, oneOf, text } from '../contract/leaf.js';
import { right, shown, wrong } from '../contract/mistake.js';
const anyText = (what) => text(/\S/, what, 'a text');
const number = (least, below) => leaf((value) => typeof value === 'number' && value >= least && value < below
    ? right(value)
    : wrong(`${shown(value)} is not a number here`, below === Infinity ? 'a number' : `a number from ${least}, below ${below}`), {});
const flag = leaf((value) => typeof value === 'boolean'
    ? right(value)
    : wrong(`${shown(value)} is neither true nor false`, 'true or false'), {});
const duration = leaf((value) => {
    const match = /^(\d{1,6})([mhdwMQY])$/.exec(typeof value === 'string' ? value : '');
    const [, count = '', unit = ''] = match ?? [];
    return match === null
        ? wrong(`${shown(value)} is not a duration of OpenSLO`, 'a number and one of m, h, d, w, M, Q, Y, such as 30d')
        : right({ count: Number(count), unit });
}, {});
const source = z.object({
    metricSource: z.object({
        type: anyText('a type').optional(),
        spec: z.object({ query: anyText('a query') }),
    }),
});
const sliSpec = z.object({
    ratioMetric: z
        .object({ good: source.optional(), bad: source.optional(), total: source })
        .optional(),
    thresholdMetric: source.optional(),
});
const head = {
    apiVersion: oneOf(['openslo/v1'], 'version of OpenSLO'),
    kind: anyText('a kind'),
    metadata: z.object({
        name: anyText('a name'),
        annotations: z.record(z.string(), anyText('an annotation')).optional(),
    }),
};
/** Of whatever kind. */
export const openSloHead = z.object(head);
/** `kind: SLI`. */
export const openSli = z.object({
    ...head,
    spec: sliSpec,
});
/** `kind: SLO`. */
export const openSlo = z.object({
    ...head,
    spec: z.object({
        description: anyText('a description').optional(),
        service: anyText('a service'),
        indicator: z.object({ spec: sliSpec }).optional(),
        indicatorRef: anyText('a reference').optional(),
        timeWindow: z
            .array(z.object({
            duration,
            isRolling: flag,
            calendar: z
                .object({ startTime: anyText('a time'), timeZone: anyText('a time zone') })
                .optional(),
        }))
            .min(1)
            .max(1),
        budgetingMethod: oneOf(['Occurrences', 'Timeslices', 'RatioTimeslices'], 'budgeting method'),
        objectives: z
            .array(z.object({
            displayName: anyText('a name').optional(),
            op: oneOf(['lt', 'lte', 'gt', 'gte'], 'operator').optional(),
            value: number(-Infinity, Infinity).optional(),
            target: number(0, 1).optional(),
            targetPercent: number(0, 100).optional(),
        }))
            .min(1)
            .max(20),
    }),
});
//# sourceMappingURL=openslo-schema.js.map