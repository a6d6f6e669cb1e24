import type { Contract, StoreSpec } from '../contract/contract.ts';
import { graph } from './dashboard-panels.ts';
type Graph = ReturnType<typeof graph>;
/** What runs below the service: the engines' own metrics, those that its alerts read. */
export declare function enginePanels(contract: Contract): readonly Graph[];
/** A query that is there for 5 minutes after a failover of a store, with the new primary's instance. */
export declare function failoverQuery({ name, patroni }: StoreSpec): string;
export {};
//# sourceMappingURL=dashboard-engines.d.ts.map