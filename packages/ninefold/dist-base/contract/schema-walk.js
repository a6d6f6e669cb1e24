import { z } from 'zod';
/** The keys a mapping may have at a path, or none where no mapping of fixed keys belongs. */
export function keysAt(schema, path) {
    let found = schema;
    for (const step of path)
        found = found === undefined ? undefined : childOf(found, step);
    const container = found === undefined ? undefined : containerOf(found);
    return container instanceof z.ZodObject ? Object.keys(container.shape) : [];
}
/** The parts of a mapping that are right on their own; a part that is wrong or missing is absent. */
export function readableParts(schema, value) {
    const container = containerOf(schema);
    if (!(container instanceof z.ZodObject) || !isMapping(value))
        return {};
    const parts = {};
    for (const [key, part] of Object.entries(container.shape)) {
        const result = part instanceof z.ZodType ? part.safeParse(value[key]) : undefined;
        if (result?.success === true && result.data !== undefined)
            parts[key] = result.data;
    }
    // oxlint-disable-next-line no-unsafe-type-assertion -- each part was parsed by T's own schema
    return parts;
}
/** Whether a value has keys. */
export function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Without what wraps it; of a short and a long form, the long one. */
function containerOf(schema) {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault) {
        return containerOf(schema.unwrap());
    }
    const long = schema instanceof z.ZodUnion ? schema.options.at(-1) : undefined;
    return long === undefined ? schema : containerOf(long);
}
function childOf(schema, step) {
    const container = containerOf(schema);
    if (container instanceof z.ZodObject) {
        const child = container.shape[String(step)];
        return child instanceof z.ZodType ? child : undefined;
    }
    if (container instanceof z.ZodRecord)
        return container.valueType;
    return container instanceof z.ZodArray ? container.element : undefined;
}
//# sourceMappingURL=schema-walk.js.map