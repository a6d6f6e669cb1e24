import { distance } from 'fastest-levenshtein';
/**
 * The known name that was probably meant, or undefined when none is near: at most one edit in
 * three letters (Levenshtein distance), and one at least. Case does not count.
 *
 * @param synonyms words that mean a known name without looking like it
 */
export function nearestName(name, known, synonyms = {}) {
    const wanted = name.toLowerCase();
    if (Object.hasOwn(synonyms, wanted))
        return synonyms[wanted];
    if (wanted.length > maxNameLength)
        return undefined;
    let nearest;
    let nearestDistance = Infinity;
    for (const candidate of known) {
        const edits = distance(wanted, candidate.toLowerCase());
        const allowed = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
        if (edits <= allowed && edits < nearestDistance) {
            nearest = candidate;
            nearestDistance = edits;
        }
    }
    return nearest;
}
/** Longer words are not misspelt names, and comparing them would cost time. */
const maxNameLength = 80;
//# sourceMappingURL=nearest-name.js.map