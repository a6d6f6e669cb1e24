/** A step from a mapping (its key) or a list (an index) to what it holds. */
export type Step = string | number;
/** Where something stands in a file; line and column are counted from 1, in UTF-16 code units. */
export interface Place {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** Offset in the file's text, and how much of the text it is. */
    readonly offset: number;
    readonly length: number;
}
/** What a file, or one document of it, configures. */
export type PartKind = 'kubernetes' | 'patroni' | 'kafka-broker' | 'kafka-producer' | 'kafka-consumer' | 'haproxy' | 'postgresql' | 'pg-hba' | 'prometheus-rules' | 'prometheus' | 'grafana' | 'compose' | 'keepalived' | 'calls';
/** One document that is understood: plain data that still knows where in its file it stands. */
export interface Part {
    readonly kind: PartKind;
    readonly file: string;
    /** The whole text of the file. */
    readonly text: string;
    /** Mappings are objects without a prototype. */
    readonly data: unknown;
    /** Where the value (or its key) at a path stands; what does not exist is where its parent is. */
    locate(path: readonly Step[], at?: 'key' | 'value'): Place;
    /** The edit that sets one value, when that is a change of one place; absent: by hand. */
    readonly edit?: (path: readonly Step[], value: string) => Edit | undefined;
}
/** Replaces `length` characters from `offset` of a file by `text`. */
export interface Edit {
    readonly file: string;
    readonly offset: number;
    readonly length: number;
    readonly text: string;
}
/** Why a file could not be read, and where. */
export interface Unread {
    readonly place: Place;
    /** What is wrong and what would be right, without a final period. */
    readonly message: string;
}
/** The value under a path, or undefined. */
export declare function field(data: unknown, ...path: readonly Step[]): unknown;
export declare function listOf(value: unknown): readonly unknown[];
export declare function mapOf(value: unknown): Readonly<Record<string, unknown>>;
export declare function textOf(value: unknown): string | undefined;
/** A scalar as a message names it; nothing for a collection. */
export declare function wordOf(value: unknown): string;
/** A number, or text that is one. */
export declare function numberOf(value: unknown): number | undefined;
/** YAML 1.1 and configuration files have many words for it; Patroni and Kafka take them all. */
export declare function booleanOf(value: unknown): boolean | undefined;
//# sourceMappingURL=part.d.ts.map