import type { Clock } from '../clock/clock.ts';
import type { Finding } from './finding.ts';
/** What this machine can do. Starts nothing that stays, and changes nothing. */
export declare function examine(clock: Clock): Promise<Finding[]>;
//# sourceMappingURL=examine.d.ts.map