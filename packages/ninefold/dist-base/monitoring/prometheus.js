import { z } from 'zod';
import { EnvironmentError } from '../ports/errors.js';
import { askJson } from './ask-json.js';
/** A reader of Prometheus's HTTP API, version 1, which its relatives (Thanos, Mimir) answer too. */
export function openPrometheus(address, signal) {
    const ask = async (path, form) => {
        const answer = answerSchema.safeParse(await askJson(address, path, form, signal));
        if (!answer.success) {
            throw new EnvironmentError(`can't ask ${address.shown}: it does not answer as Prometheus does`);
        }
        if (answer.data.status === 'error') {
            throw new EnvironmentError(`${address.shown} can't answer "${form['query'] ?? ''}": ${answer.data.error}`);
        }
        return answer.data.data;
    };
    return {
        shown: address.shown,
        async value(query, atMs) {
            const data = await ask('api/v1/query', { query, time: String(atMs / 1000) });
            if (data.resultType === 'scalar')
                return Number(data.result[1]);
            if (data.resultType === 'matrix')
                return undefined;
            if (data.result.length > 1) {
                throw new EnvironmentError(`${address.shown} has ${data.result.length} series for "${query}", where one was expected`);
            }
            const [only] = data.result;
            return only === undefined ? undefined : Number(only.value[1]);
        },
        async range(query, { fromMs, toMs, stepMs }) {
            const data = await ask('api/v1/query_range', {
                query,
                start: String(fromMs / 1000),
                end: String(toMs / 1000),
                step: String(stepMs / 1000),
            });
            if (data.resultType !== 'matrix')
                return [];
            return data.result.map(({ metric, values }) => ({
                labels: metric,
                points: values
                    .map(([seconds, value]) => ({ atMs: Math.round(seconds * 1000), value: Number(value) }))
                    .filter(({ value }) => !Number.isNaN(value)),
            }));
        },
    };
}
const sample = z.tuple([z.number(), z.string()]);
const metric = z.record(z.string(), z.string());
const dataSchema = z.discriminatedUnion('resultType', [
    z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric, value: sample })),
    }),
    z.object({
        resultType: z.literal('matrix'),
        result: z.array(z.object({ metric, values: z.array(sample) })),
    }),
    z.object({ resultType: z.literal('scalar'), result: sample }),
]);
const answerSchema = z.discriminatedUnion('status', [
    z.object({ status: z.literal('success'), data: dataSchema }),
    z.object({ status: z.literal('error'), error: z.string() }),
]);
//# sourceMappingURL=prometheus.js.map