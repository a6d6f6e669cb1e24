import { z } from 'zod';
import { TOPOLOGY_EVENT_KINDS } from '../ports/events.js';
/** Raised when a field changes its meaning or goes; not when one is added. */
export const HISTORY_VERSION = 1;
export function historyToJson(records) {
    return {
        version: HISTORY_VERSION,
        trials: records.map((record) => ({ ...record, found: Object.fromEntries(record.found) })),
    };
}
/** @throws {TypeError} when it is not a history of a version that this one can read. */
export function historyFromJson(json) {
    const parsed = schema.safeParse(json);
    if (!parsed.success)
        throw new TypeError(`not a history of version ${HISTORY_VERSION}: ${z.prettifyError(parsed.error)}`);
    return parsed.data.trials.map((trial) => ({
        ...trial,
        found: new Map(Object.entries(trial.found)),
    }));
}
const found = z.record(z.string(), z.union([z.number(), z.literal('unreadable')]));
const schema = z.object({
    version: z.literal(HISTORY_VERSION),
    trials: z.array(z.object({
        fault: z.string(),
        trial: z.number(),
        periodMs: z.number(),
        startMs: z.number(),
        endMs: z.number(),
        faultAtMs: z.number(),
        faultInstantsMs: z.exactOptional(z.array(z.number())),
        operations: z.array(z.object({
            id: z.string(),
            dueMs: z.number(),
            sentMs: z.number(),
            endedMs: z.number(),
            outcome: z.enum(['ok', 'failed', 'unknown']),
            detail: z.string(),
        })),
        found,
        grants: z.array(z.object({ store: z.string(), member: z.string(), term: z.number(), atMs: z.number() })),
        writers: z.array(z.object({
            store: z.string(),
            member: z.string(),
            askedMs: z.number(),
            answeredMs: z.number(),
            acceptsWrites: z.boolean(),
        })),
        events: z.array(z.object({
            atMs: z.number(),
            kind: z.enum(TOPOLOGY_EVENT_KINDS),
            member: z.exactOptional(z.string()),
            term: z.exactOptional(z.number()),
            text: z.string(),
        })),
        brokenBecause: z.exactOptional(z.string()),
    })),
});
//# sourceMappingURL=history-json.js.map