import { mistake } from './mistake.js';
/** The words of a sentence. Takes any text, and loses none of it but the spaces. */
export function wordsOf(sentence) {
    return [...sentence.matchAll(/\[[^\]\s]*\]?|,|[^\s,[]+/g)].map((match) => ({
        text: match[0],
        offset: match.index,
        length: match[0].length,
    }));
}
/** The steps of a sentence: its words between each `, then`; the comma may be left out. */
export function wordsOfSteps(sentence) {
    const steps = [[]];
    const mistakes = [];
    const words = wordsOf(sentence);
    for (const [index, word] of words.entries()) {
        if (word.text === 'then') {
            if (steps.at(-1)?.length === 0) {
                mistakes.push(mistake('no step stands before "then"', steppingStones, undefined, word));
            }
            steps.push([]);
        }
        else if (word.text !== ',') {
            steps.at(-1)?.push(word);
        }
        else if (words[index + 1]?.text !== 'then') {
            mistakes.push(mistake('"," does not join steps alone', steppingStones, ', then', word));
            steps.push([]);
        }
    }
    const last = words.at(-1);
    if (last?.text === 'then') {
        mistakes.push(mistake('no step follows "then"', steppingStones, undefined, last));
    }
    return { steps: steps.filter((step) => step.length > 0), mistakes };
}
/** Where a run of words stands, from the first to the end of the last. */
export function spanOf(words) {
    const [first, last] = [words[0], words.at(-1)];
    if (first === undefined || last === undefined)
        return { offset: 0, length: 0 };
    return { offset: first.offset, length: last.offset + last.length - first.offset };
}
const steppingStones = 'steps joined by ", then ", such as "delay store replication by 2s for 2s, then kill store primary" (in quotes inside a [...] list)';
//# sourceMappingURL=fault-words.js.map