import type { Part, Unread } from '../../audit/part.ts';
/** What one file holds. A file that is none of the known kinds has no parts: that is no mistake. */
export interface FileRead {
    readonly parts: readonly Part[];
    readonly unread: readonly Unread[];
}
/** The longest file that is read (UTF-16 code units): 64 Mi. A cluster's whole state is shorter. */
export declare const maxFileLength: number;
/**
 * Reads one file, whatever its text: never throws. YAML documents are told apart by what they say,
 * other formats by the file's name and its text.
 */
export declare function readFile(file: string, text: string): FileRead;
//# sourceMappingURL=read-file.d.ts.map