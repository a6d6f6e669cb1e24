import { z } from 'zod';
import { right, shown, wrong } from './mistake.js';
import { nearestName } from './nearest-name.js';
/** A value read by a parser of our own: zod carries its mistakes, `editor` describes it. */
export function leaf(parse, editor) {
    return z
        .unknown()
        .meta(editor)
        .transform((value, context) => {
        const parsed = parse(value);
        if (parsed.ok)
            return parsed.value;
        for (const found of parsed.mistakes) {
            context.addIssue({ code: 'custom', message: found.message, params: { mistake: found } });
        }
        return z.NEVER;
    });
}
/** The mistake that an issue of a leaf carries. */
export function mistakeOf(issue) {
    const carried = issue.code === 'custom' ? issue.params?.['mistake'] : undefined;
    return carried;
}
/** One of some words. */
export function oneOf(words, what) {
    const list = words.join(' or ');
    const expected = words.length === 1 ? `${list}, the only ${what} so far` : `the ${what}: ${list}`;
    return leaf((value) => {
        const word = words.find((known) => known === value);
        if (word !== undefined)
            return right(word);
        const nearest = typeof value === 'string' ? nearestName(value, words) : undefined;
        return wrong(`${shown(value)} is not a known ${what}`, expected, nearest);
    }, { type: 'string', enum: words });
}
/** A whole number from `least` to `most`. */
export function wholeNumber(least, most) {
    const expected = `a whole number from ${least} to ${most}`;
    return leaf((value) => {
        if (typeof value !== 'number' || !Number.isInteger(value)) {
            const digits = typeof value === 'string' && /^\d{1,6}$/.test(value) ? value : undefined;
            return wrong(`${shown(value)} is not a whole number`, expected, digits);
        }
        return value < least || value > most
            ? wrong(`${value} is out of range`, expected)
            : right(value);
    }, { type: 'integer', minimum: least, maximum: most });
}
/** A text that matches a pattern; `what` names it and `expected` describes it. */
export function text(pattern, what, expected, suggest = () => undefined) {
    return leaf((value) => matched(value, pattern, what, expected, suggest), {
        type: 'string',
        pattern: pattern.source,
    });
}
/** A mapping whose keys are names the user chose. Wrong names do not hide wrong values. */
export function named(value, pattern, what, expected) {
    const parseName = (name) => matched(name, pattern, what, expected, namedLike(pattern));
    return z
        .record(z.string(), value)
        .meta({ propertyNames: { type: 'string', pattern: pattern.source } })
        .refine((mapping) => Object.keys(mapping).every((name) => parseName(name).ok), {
        params: { parseName },
        when: (payload) => typeof payload.value === 'object' && payload.value !== null,
    });
}
/** How the names of a mapping are told, when it is those that are wrong. */
export function parseNameOf(issue) {
    const carried = issue.code === 'custom' ? issue.params?.['parseName'] : undefined;
    return carried;
}
/** The name in lower case and without other characters, when that is all that was wrong. */
export function namedLike(pattern, joint = '_') {
    return (value) => {
        const plain = value.toLowerCase().replaceAll(/[^a-z0-9]+/g, joint);
        return value.length < 64 && pattern.test(plain) ? plain : undefined;
    };
}
function matched(value, pattern, what, expected, suggest) {
    if (typeof value !== 'string')
        return wrong(`${shown(value)} is not ${what}`, expected);
    if (pattern.test(value))
        return right(value);
    return wrong(`${shown(value)} is not ${what}`, expected, suggest(value));
}
//# sourceMappingURL=leaf.js.map