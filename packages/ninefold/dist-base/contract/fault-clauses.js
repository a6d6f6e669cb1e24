import { parseDuration } from './duration.js';
import { spanOf } from './fault-words.js';
import { mistake } from './mistake.js';
import { parseRatio } from './ratio.js';
import { parseBandwidth } from './size.js';
/** What each verb says beside its target. `for` is always optional, the others never are. */
export const clausesOf = {
    kill: [],
    stop: [],
    freeze: ['for'],
    partition: ['for'],
    fill: ['for'],
    reset: ['for'],
    delay: ['by', 'for'],
    drop: ['at', 'for'],
    throttle: ['to', 'for'],
};
const clauseExamples = {
    for: 'for 2s',
    by: 'by 500ms',
    at: 'at 10%',
    to: 'to 64KB/s',
};
/** Reads `by 500ms for 2s`, in any order. */
export function readClauses(verb, words, allowed) {
    const values = {};
    for (let at = 0; at < words.length; at += 2) {
        const [preposition, quantity] = [words[at], words[at + 1]];
        if (preposition === undefined)
            break;
        const clause = allowed.find((known) => known === preposition.text);
        if (clause === undefined || values[clause] !== undefined) {
            const problem = clause === undefined ? 'is not expected here' : 'is said twice';
            return {
                mistake: unexpected(`"${preposition.text}" ${problem}`, verb, allowed, preposition),
            };
        }
        if (quantity === undefined) {
            return { mistake: unexpected(`nothing follows "${clause}"`, verb, allowed, preposition) };
        }
        const value = readQuantity(clause, quantity);
        if (typeof value !== 'number')
            return { mistake: value };
        values[clause] = value;
    }
    const missing = allowed.find((clause) => clause !== 'for' && values[clause] === undefined);
    if (missing === undefined)
        return { values };
    const message = `"${verb.text}" does not say "${missing}" what`;
    return { mistake: unexpected(message, verb, allowed, verb) };
}
function unexpected(message, verb, allowed, span) {
    const clauses = allowed.map((clause) => clause === 'for' ? `[${clauseExamples[clause]}]` : clauseExamples[clause]);
    const expected = allowed.length === 0
        ? `the end, or ", then " and a next step, after the target of "${verb.text}"`
        : `${verb.text} TARGET ${clauses.join(' ')}`;
    return mistake(message, expected, undefined, span);
}
/** The quantity after a preposition, above 0; a duration unless it is `at` or `to`. */
export function readQuantity(clause, word) {
    if (clause === 'at') {
        return positive(parseRatio(word.text), word, 'a share above 0%, such as 10%');
    }
    if (clause === 'to')
        return positive(parseBandwidth(word.text), word, 'a bandwidth above 0');
    return positive(parseDuration(word.text), word, 'a duration above 0, such as 2s');
}
function positive(parsed, word, expected) {
    const span = spanOf([word]);
    if (parsed.ok) {
        return parsed.value > 0
            ? parsed.value
            : mistake(`"${word.text}" has no effect`, expected, undefined, span);
    }
    const [first] = parsed.mistakes;
    return { ...(first ?? mistake(`"${word.text}" is wrong`, expected)), span };
}
//# sourceMappingURL=fault-clauses.js.map