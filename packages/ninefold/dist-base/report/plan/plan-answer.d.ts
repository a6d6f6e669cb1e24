import type { Contract } from '../../contract/contract.ts';
import type { CheapestChange } from '../../model/cheapest-change.ts';
import type { Plan } from '../../model/plan.ts';
import type { RareOutageEstimate } from '../../model/rare-outages.ts';
import type { Required } from '../../model/required.ts';
import type { SimulationSummary } from '../../model/simulation-summary.ts';
import type { DowntimeCurve } from './downtime-curve.ts';
/** All that `ninefold plan` says of a contract, whatever it is written as. */
export interface PlanAnswer {
    readonly contract: Contract;
    readonly contractText: string;
    readonly plan: Plan;
    readonly simulation: SimulationSummary;
    readonly downtime: DowntimeCurve;
    /** There when outages are too rare for the simulated years to show how often they come. */
    readonly rare?: RareOutageEstimate;
    readonly change: CheapestChange;
    /** What the objective needs, all else as it is. */
    readonly mttr: Required;
    /** Absent without a store that fails over. */
    readonly detection?: Required;
    /** What the command line changed, such as `stores.orders.members=5`. */
    readonly settings: readonly string[];
    /** Reports whose measured recovery times stand in, each with what is to be known of it. */
    readonly reports: readonly string[];
    readonly seed: number;
}
//# sourceMappingURL=plan-answer.d.ts.map