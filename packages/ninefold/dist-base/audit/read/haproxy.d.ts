import type { Part } from '../../audit/part.ts';
import type { Lines } from './lines.ts';
export interface HaproxySection {
    /** `global`, `defaults`, `frontend`, `backend`, `listen`, `peers` ... */
    readonly kind: string;
    readonly name: string;
    /** The words of each line. */
    readonly lines: readonly (readonly string[])[];
}
/** haproxy.cfg as `{ sections }`. */
export declare function readHaproxy(file: string, text: string, lines: Lines): Part;
export declare function looksLikeHaproxy(text: string): boolean;
//# sourceMappingURL=haproxy.d.ts.map