import type { Contract } from '../../contract/contract.ts';
import type { PatroniCluster } from '../patroni/cluster.ts';
import type { HaproxyPlan } from './haproxy-plan.ts';
/** The port of HAProxy's own health, for keepalived. */
export declare const alivePort = 8404;
/** What HAProxy balances for a contract on hosts of its own. */
export declare function haproxyPlanOf(contract: Contract, clusters: readonly PatroniCluster[]): HaproxyPlan;
//# sourceMappingURL=plan-of.d.ts.map