import type { Contract } from '../contract/contract.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { PathStep } from '../contract/plain-data.ts';
/** One file for a real engine. Never holds a secret: it names the file or variable that does. */
export interface RenderedFile {
    /** Relative, with `/`; its first folder is the host it is for. Never with `..`. */
    readonly path: string;
    readonly text: string;
    /** Permission bits. Default 0o644. */
    readonly mode?: number;
}
/** The files of a target, or what in the contract forbids to render them: at least one mistake. */
export type Rendered = {
    readonly ok: true;
    /** In the order of their paths. */
    readonly files: readonly RenderedFile[];
    /** What to know before they are used, a sentence each. */
    readonly notes: readonly string[];
} | {
    readonly ok: false;
    readonly mistakes: readonly LocatedMistake[];
};
/** One file on one host: `host` is a folder, and `path` (absolute) stands below it. */
export declare function fileOf(host: string, path: string, text: string, mode?: number): RenderedFile;
/**
 * Files in the order of their paths, each once. Two that differ at one path are a mistake at `place`:
 * one host can't be both.
 */
export declare function renderedOf(files: readonly RenderedFile[], notes: readonly string[], place: readonly PathStep[]): Rendered;
/** Contract to files: deterministic, and without I/O. */
export type Target = (contract: Contract) => Rendered;
//# sourceMappingURL=rendered.d.ts.map