import type { Span } from './mistake.ts';
import type { PathStep, SourceMistake } from './plain-data.ts';
/** A text read as YAML: plain data that still knows where in the text it stands. */
export interface YamlSource {
    /** Undefined when the text could not be read as a whole; `mistakes` then says why. */
    readonly data: unknown;
    readonly mistakes: readonly SourceMistake[];
    /** Where the value (or its key) at a path stands; what does not exist is where its parent is. */
    locate(path: readonly PathStep[], at: 'key' | 'value'): Span;
    /** Where the characters of the text at a path begin, when it stands unchanged on one line. */
    locateText(path: readonly PathStep[]): number | undefined;
}
/** Reads one YAML document. Never throws, whatever the text; bounded in length, depth and nodes. */
export declare function readYaml(text: string): YamlSource;
//# sourceMappingURL=yaml-source.d.ts.map