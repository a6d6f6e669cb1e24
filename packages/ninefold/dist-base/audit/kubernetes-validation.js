import { nearestName } from '../contract/nearest-name.js';
import { field, listOf, mapOf, textOf, wordOf } from './part.js';
/** @throws TypeError when the text is no such schema */
export function parseKubernetesSchema(text) {
    const data = JSON.parse(text);
    if (textOf(field(data, 'version')) === undefined || listOf(field(data, 'types')).length === 0) {
        throw new TypeError('this is no schema of Kubernetes');
    }
    return data;
}
/**
 * Holds one object against the schemas, strictly: a field that is not known is a mistake. Objects of
 * custom resources, and of versions that Kubernetes has no more, are not judged.
 */
export function kubernetesMistakes(data, schema) {
    const apiVersion = textOf(field(data, 'apiVersion')) ?? '';
    const kind = textOf(field(data, 'kind')) ?? '';
    const key = `${apiVersion} ${kind}`;
    const index = Object.hasOwn(schema.kinds, key) ? schema.kinds[key] : undefined;
    if (index !== undefined) {
        const walk = new Walk(schema);
        walk.value(data, `#${index}`);
        return walk.mistakes;
    }
    // Other groups are of custom resources, or files of configuration that have a kind too.
    const group = groupOf(apiVersion);
    const isOwn = Object.keys(schema.kinds).some((one) => groupOf(one.split(' ')[0] ?? '') === group);
    const isUnstable = /(?:alpha|beta)/.test(apiVersion);
    if (!isOwn || isUnstable || kind.endsWith('List'))
        return [];
    const inVersion = Object.keys(schema.kinds)
        .filter((one) => one.startsWith(`${apiVersion} `))
        .map((one) => one.slice(apiVersion.length + 1));
    const known = Object.keys(schema.kinds).find((one) => one.endsWith(` ${kind}`));
    const nearest = nearestName(kind, inVersion);
    const expected = known === undefined
        ? (nearest ?? `one of ${inVersion.slice(0, 6).join(', ')}`)
        : (known.split(' ')[0] ?? '');
    return [
        {
            kind: 'unknown kind',
            path: [known === undefined ? 'kind' : 'apiVersion'],
            message: `Kubernetes ${schema.version} has no ${kind} in ${apiVersion}`,
            expected,
        },
    ];
}
/** Walks through one object. The path is one list that grows and shrinks: most values are right. */
class Walk {
    mistakes = [];
    #schema;
    #path = [];
    constructor(schema) {
        this.#schema = schema;
    }
    value(value, type) {
        // An absent value and null are the same to the API server.
        if (value === null || value === undefined || type === '*')
            return;
        const rest = type.slice(1);
        switch (type[0]) {
            case '#':
                this.#object(value, Number(rest));
                return;
            case '[':
                if (!Array.isArray(value))
                    this.#wrongType(value, 'a list');
                else
                    for (const [index, one] of value.entries())
                        this.#below(index, one, rest);
                return;
            case '{':
                if (typeof value !== 'object' || Array.isArray(value))
                    this.#wrongType(value, 'a mapping');
                else
                    for (const [key, one] of Object.entries(value))
                        this.#below(key, one, rest);
                return;
            default:
                if (!scalarFits(value, type))
                    this.#wrongType(value, scalarWords[type] ?? type);
        }
    }
    #below(step, value, type) {
        this.#path.push(step);
        this.value(value, type);
        this.#path.pop();
    }
    #object(value, index) {
        if (typeof value !== 'object' || Array.isArray(value)) {
            this.#wrongType(value, 'a mapping');
            return;
        }
        const { fields = {}, required = [] } = this.#schema.types[index] ?? {};
        const path = this.#path;
        for (const [key, one] of Object.entries(mapOf(value))) {
            const type = Object.hasOwn(fields, key) ? fields[key] : undefined;
            if (type !== undefined) {
                this.#below(key, one, type);
                continue;
            }
            const nearest = nearestName(key, Object.keys(fields));
            this.mistakes.push({
                kind: 'unknown field',
                path: [...path, key],
                message: `${path.length === 0 ? 'this object' : path.at(-1)} has no field "${key}"`,
                expected: nearest ?? `one of ${Object.keys(fields).slice(0, 8).join(', ')}`,
            });
        }
        for (const key of required) {
            if (field(value, key) !== undefined && field(value, key) !== null)
                continue;
            const message = `${path.join('.') || 'the object'} needs ${key}`;
            this.mistakes.push({ kind: 'missing field', path: [...path, key], message, expected: key });
        }
    }
    #wrongType(value, expected) {
        const path = [...this.#path];
        const message = `${path.at(-1) ?? 'this'} is ${shown(value)}, not ${expected}`;
        this.mistakes.push({ kind: 'wrong type', path, message, expected });
    }
}
function groupOf(apiVersion) {
    return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
function scalarFits(value, type) {
    switch (type) {
        case 's':
            return typeof value === 'string';
        case 'i':
            return typeof value === 'number' && Number.isInteger(value);
        case 'n':
            return typeof value === 'number';
        case 'b':
            return typeof value === 'boolean';
        default:
            return typeof value === 'string' || typeof value === 'number';
    }
}
const scalarWords = {
    s: 'text',
    i: 'a whole number',
    n: 'a number',
    b: 'true or false',
    q: 'a number or text',
};
function shown(value) {
    if (Array.isArray(value))
        return 'a list';
    return typeof value === 'object' ? 'a mapping' : `"${wordOf(value)}"`;
}
/** The schemas as rules: V01 to V04. */
export function validationRules(schema) {
    const source = `https://kubernetes.io/docs/reference/kubernetes-api/ (OpenAPI v3 of ${schema.version})`;
    // Four rules look at the same objects: they are walked through once.
    const looked = new WeakMap();
    const look = (world) => {
        const known = looked.get(world);
        if (known !== undefined)
            return known;
        const found = world.objects.flatMap(({ part }) => kubernetesMistakes(part.data, schema).map((mistake) => ({ part, mistake })));
        looked.set(world, found);
        return found;
    };
    const of = (id, kind, title, why) => ({
        id,
        title,
        severity: 'high',
        reads: 'Kubernetes objects',
        source,
        *check(world) {
            for (const { part, mistake } of look(world)) {
                const { path, message, expected } = mistake;
                if (mistake.kind === kind)
                    yield { part, path, message, why, fix: expected };
            }
        },
    });
    return [
        of('V01', 'unknown field', 'a field that Kubernetes does not have', 'it is dropped without a word, or refused by strict validation: what it was to do is not done'),
        of('V02', 'wrong type', 'a value of the wrong type', 'the API server refuses the object'),
        of('V03', 'missing field', 'a field that is needed', 'the API server refuses the object'),
        of('V04', 'unknown kind', 'a kind that Kubernetes does not have', 'the API server refuses the object'),
    ];
}
//# sourceMappingURL=kubernetes-validation.js.map