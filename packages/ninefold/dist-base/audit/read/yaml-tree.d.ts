import type { Edit, Place, Step } from '../../audit/part.ts';
import type { Lines } from './lines.ts';
/** One YAML document: data, and where each part of it stands. */
export interface YamlTree {
    readonly data: unknown;
    locate(path: readonly Step[], at: 'key' | 'value'): Place;
    edit(path: readonly Step[], value: string): Edit | undefined;
}
/** The document can't be read; `offset` is in the file. */
export interface YamlFlaw {
    readonly flaw: string;
    readonly offset: number;
}
/** Each YAML document of a text: where it begins, and its text. A marker is a line of its own. */
export declare function splitDocuments(text: string): Generator<{
    offset: number;
    text: string;
}>;
/**
 * Reads one document. Never throws: bounded in depth (100) and in what aliases stand for. Scalars are
 * read as YAML 1.2 does, and `yes`, `on` stay text, as Kubernetes' own reader would warn of.
 */
export declare function readTree(text: string, offset: number, file: string, lines: Lines): YamlTree | YamlFlaw | undefined;
//# sourceMappingURL=yaml-tree.d.ts.map