import type { Verdict } from '../history/verdict.ts';
/**
 * The verdict as JUnit XML, as CI systems read it: one suite for each fault, in it one case for each
 * promise and one for each trial. Broken is a failure, void and not tested are skipped.
 */
export declare function renderJunit(verdict: Verdict): string;
/** For element text and attributes; what XML 1.0 can't hold (section 2.2) becomes U+FFFD. */
export declare function escapeXml(text: string): string;
//# sourceMappingURL=junit.d.ts.map