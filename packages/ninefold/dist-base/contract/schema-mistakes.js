import { mistakeOf, parseNameOf } from './leaf.js';
import { mistake, shown } from './mistake.js';
import { nearestName } from './nearest-name.js';
import { isMapping, keysAt } from './schema-walk.js';
/** What zod found wrong, in words for a newcomer. */
export function schemaMistakes(schema, data, issues) {
    return issues.flatMap((issue) => mistakesOf(schema, data, issue, []));
}
function mistakesOf(schema, data, issue, parent) {
    const path = [
        ...parent,
        ...issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
    ];
    const place = valueAt(data, path);
    switch (issue.code) {
        case 'unrecognized_keys':
            return issue.keys.map((key) => unknownKey(key, keysAt(schema, path), path));
        case 'invalid_union': {
            if (!place.exists)
                return [missing(path)];
            const [short = [], long = []] = issue.errors;
            const meant = isMapping(place.value) ? long : short;
            const inner = meant.flatMap((nested) => mistakesOf(schema, data, nested, path));
            return isMapping(place.value) ? inner : inner.map((found) => orMapping(found, schema));
        }
        case 'too_small':
            return [
                {
                    path,
                    at: 'value',
                    mistake: mistake('the list is empty', 'one item at least, or no list at all, for the default'),
                },
            ];
        case 'too_big':
            return [
                {
                    path,
                    at: 'value',
                    mistake: mistake('the list is too long', `${String(issue.maximum)} items at most`),
                },
            ];
        default:
            if (!place.exists)
                return [missing(path)];
            if (parseNameOf(issue) !== undefined)
                return wrongNames(issue, place.value, path);
            return [{ path, at: 'value', mistake: valueMistake(schema, issue, place.value, path) }];
    }
}
function valueMistake(schema, issue, value, path) {
    const found = mistakeOf(issue) ?? wrongShape(issue, value, keysAt(schema, path));
    if (value !== null)
        return found;
    const last = path.at(-1);
    const name = typeof last === 'string' ? `"${last}"` : 'this item';
    return { ...found, message: `${name} has no value` };
}
function wrongNames(issue, value, path) {
    return Object.keys(isMapping(value) ? value : {}).flatMap((name) => {
        const parsed = parseNameOf(issue)?.(name);
        if (parsed === undefined || parsed.ok)
            return [];
        return parsed.mistakes.map((found) => ({
            path: [...path, name],
            at: 'key',
            mistake: found,
        }));
    });
}
/** A value that may be short or long: the message of the short form also tells of the long one. */
function orMapping(found, schema) {
    const keys = keysAt(schema, found.path);
    if (keys.length === 0 || found.mistake.nearest !== undefined)
        return found;
    const expected = `${found.mistake.expected}, or a mapping of ${keys.join(', ')}`;
    return { ...found, mistake: { ...found.mistake, expected } };
}
function wrongShape(issue, value, keys) {
    const isList = issue.code === 'invalid_type' && issue.expected === 'array';
    if (isList)
        return mistake(`${shown(value)} is not a list`, listExample(value));
    const expected = keys.length > 0 ? `a mapping of ${keys.join(', ')}` : 'a mapping, "name: value"';
    return mistake(`${shown(value)} is not a mapping`, expected);
}
function listExample(value) {
    const isOne = typeof value === 'string' || typeof value === 'number';
    return isOne ? `a list, even of one: [${value}]` : 'a list such as [one, two]';
}
function unknownKey(key, known, path) {
    const here = path.length === 0 ? 'here' : `in "${String(path.at(-1))}"`;
    const found = mistake(`"${key}" is not known ${here}`, `one of ${known.join(', ')}`, nearestName(key, known));
    return { path: [...path, key], at: 'key', mistake: found };
}
function missing(path) {
    const key = String(path.at(-1) ?? '');
    const example = Object.hasOwn(examples, key) ? examples[key] : undefined;
    const holder = path.length > 1 ? ` in "${path.at(-2)}"` : '';
    return {
        path,
        at: 'key',
        mistake: mistake(`"${key}" is missing${holder}`, example ?? `${key}: and its value`),
    };
}
/** How each key without a default is written. */
const examples = {
    service: 'a name, such as service: checkout',
    promise: 'promise: { availability: 99.9%, rto: 5s, rpo: 0 }',
    availability: 'availability: 99.9%',
    objective: 'objective: 99.9%',
    below: 'a bound, such as below: 300ms',
    run: 'an argument array, such as run: [node, server.js]',
    path: 'path: /orders, and {{id}} in it where the id belongs',
};
/** The value at a path of the data, told apart from one that is not there. */
function valueAt(data, path) {
    let value = data;
    for (const step of path) {
        if (Array.isArray(value))
            value = value[Number(step)];
        else if (isMapping(value) && Object.hasOwn(value, step))
            value = value[step];
        else
            return { exists: false };
    }
    return { exists: true, value };
}
//# sourceMappingURL=schema-mistakes.js.map