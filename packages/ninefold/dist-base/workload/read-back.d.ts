import type { Clock } from '../clock/clock.ts';
import type { Found } from '../history/history.ts';
import type { WorkloadClient } from './client.ts';
/**
 * Looks for every id, a bounded number at a time. What could not be read is looked for again, up
 * to eight times with growing pauses, and is `unreadable` only then.
 */
export declare function readBack(ids: readonly string[], client: Pick<WorkloadClient, 'read' | 'readBatchSize' | 'readConcurrency'>, clock: Clock): Promise<Map<string, Found>>;
//# sourceMappingURL=read-back.d.ts.map