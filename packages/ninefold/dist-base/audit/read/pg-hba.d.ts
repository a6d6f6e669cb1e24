import type { Part } from '../../audit/part.ts';
import type { Lines } from './lines.ts';
/** One line of pg_hba.conf: who may connect from where, and how they prove who they are. */
export interface HbaRow {
    readonly type: string;
    readonly database: string;
    readonly user: string;
    /** Empty for `local`. */
    readonly address: string;
    readonly method: string;
}
/** Reads a line of pg_hba.conf; undefined for a comment, or what is no such line. */
export declare function hbaRow(line: string): HbaRow | undefined;
/** pg_hba.conf as `{ rows }`, in order: the first that matches decides. */
export declare function readPgHba(file: string, text: string, lines: Lines): Part;
//# sourceMappingURL=pg-hba.d.ts.map