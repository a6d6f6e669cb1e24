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
  /**
   * Of a live object, which has no file: the field, such as `spec.replicas`. `file` is then the object,
   * and `line` is 0, unless the field holds lines of its own.
   */
  readonly inside?: string;
}

/** A place as messages name it: `file:line:column`, or `namespace/Kind/name spec.replicas`. */
export function placeText({ file, line, column, inside }: Place): string {
  if (inside === undefined) return `${file}:${line}:${column}`;
  return line === 0 ? `${file} ${inside}`.trimEnd() : `${file} ${inside}:${line}:${column}`;
}

/** A place as a table names it: its column is left out. */
export function lineText(place: Place): string {
  return place.inside === undefined ? `${place.file}:${place.line}` : placeText(place);
}

/** What a file, or one document of it, configures. */
export type PartKind =
  | 'kubernetes'
  | 'patroni'
  | 'kafka-broker'
  | 'kafka-producer'
  | 'kafka-consumer'
  | 'haproxy'
  | 'postgresql'
  | 'pg-hba'
  | 'prometheus-rules'
  | 'prometheus'
  | 'grafana'
  | 'compose'
  | 'keepalived'
  | 'calls';

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
  /** An API server gave it, and has validated it. */
  readonly isLive?: true;
  /** Something else keeps it: it counts for others, and nothing is said of itself. */
  readonly isOwned?: true;
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
export function field(data: unknown, ...path: readonly Step[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
      return undefined;
    }
    value = (value as Readonly<Record<Step, unknown>>)[step];
  }
  return value;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** A scalar as a message names it; nothing for a collection. */
export function wordOf(value: unknown): string {
  return textOf(value) ?? (typeof value === 'boolean' ? String(value) : '');
}

/** A number, or text that is one. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^[+-]?\d+(\.\d+)?$/.test(value.trim())) return undefined;
  return Number(value);
}

/** YAML 1.1 and configuration files have many words for it; Patroni and Kafka take them all. */
export function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.trim().toLowerCase();
  if (['true', 'on', 'yes', '1'].includes(word)) return true;
  return ['false', 'off', 'no', '0'].includes(word) ? false : undefined;
}
