import type { Part, PartKind } from '../../audit/part.ts';
import type { Lines } from './lines.ts';
import type { Spot } from './placed.ts';
/** Each setting once; of one that is there twice the last counts, as for Java and PostgreSQL. */
interface Settings {
    readonly data: Readonly<Record<string, string>>;
    readonly spots: ReadonlyMap<string, Spot>;
}
/** Java properties: `key=value`, `key: value` or `key value`; `#` and `!` begin a comment. */
export declare function readProperties(text: string): Settings;
/** postgresql.conf: `key = value`, `key value`, values quoted or not; `#` begins a comment. */
export declare function readPostgresql(text: string): Settings;
/** A part of settings, each of which may be set where it stands, or at the end of the file. */
export declare function settingsPart(kind: PartKind, file: string, text: string, { data, spots }: Settings, lines: Lines): Part;
export {};
//# sourceMappingURL=settings.d.ts.map