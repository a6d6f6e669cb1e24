import type { Document } from 'yaml';
import type { SourceMistake } from './plain-data.ts';
/**
 * What the YAML parser found wrong: the first error of each line, as the others follow from it, and
 * none after a quote or bracket that is never closed, as all of them do.
 */
export declare function syntaxMistakes(document: Document.Parsed, text: string): SourceMistake[];
//# sourceMappingURL=syntax-mistake.d.ts.map