import type { Incident, IncidentStatistics } from './incident.ts';
/** What a post-mortem is written from. */
export interface PostmortemFacts {
    readonly service: string;
    readonly objective: number;
    readonly windowMs: number;
    /** Where the facts are from, in words. */
    readonly source: string;
    /** What is to be known of their precision, one sentence each. */
    readonly notes: readonly string[];
    /** The costliest first: the document is about it. */
    readonly incidents: readonly [Incident, ...Incident[]];
    readonly statistics: IncidentStatistics;
    /** What was lost or stored wrongly in the first one; absent when that can't be told. */
    readonly data?: readonly string[];
    /** The picture's file, beside the document. */
    readonly picture: string;
}
/**
 * A blameless post-mortem as Markdown, with the sections that Google's "Site Reliability Engineering"
 * (appendix D) has. Facts are filled in; judgement is left to people, each place marked.
 *
 * @param showInstant wall time (ms) to text
 */
export declare function renderPostmortem(facts: PostmortemFacts, showInstant: (wallMs: number) => string): string;
//# sourceMappingURL=postmortem.d.ts.map