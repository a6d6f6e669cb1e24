/**
 * The known name that was probably meant, or undefined when none is near: at most one edit in
 * three letters (Levenshtein distance), and one at least. Case does not count.
 *
 * @param synonyms words that mean a known name without looking like it
 */
export declare function nearestName(name: string, known: Iterable<string>, synonyms?: Readonly<Record<string, string>>): string | undefined;
//# sourceMappingURL=nearest-name.d.ts.map