import type { Problem } from '../contract/problem.ts';
/** What the SLOs of an OpenSLO v1 text are in a contract, or all that is wrong with them. */
export type OpenSloImport = {
    readonly ok: true;
    /** The section `slo:` as YAML, to be put into the contract. */
    readonly text: string;
    /** What else to do or know, a sentence each. */
    readonly notes: readonly string[];
} | {
    readonly ok: false;
    readonly problems: readonly Problem[];
};
/**
 * Reads OpenSLO v1: any number of documents in one text. SLOs become indicators, SLIs they refer to are
 * looked up in the same text; other kinds are passed over, with a note. Never throws.
 *
 * @param file how problems name the file
 */
export declare function importOpenSlo(text: string, file: string): OpenSloImport;
//# sourceMappingURL=openslo-import.d.ts.map