import type { DesignFigure } from '../../model/design.ts';
import type { PromiseCheck, TierAnswer } from '../../model/plan.ts';
import type { Interval, Spread } from '../../model/simulation-summary.ts';
import type { PlanAnswer } from './plan-answer.ts';
/** What each promise is called. */
export declare const TITLES: Readonly<Record<PromiseCheck['name'], string>>;
/** The sign and the word of a check, so that colour is never the only difference. */
export declare function withinReach(kept: boolean): string;
export declare function promised({ name, promised: value }: PromiseCheck): string;
/** A ratio is cut, never rounded up to what was promised. */
export declare function reached({ name, reached: value, tier }: PromiseCheck): string;
/** In one sentence: whether the design can keep its promise, and by what it can't. */
export declare function summary({ plan }: PlanAnswer): string;
/** Both chances of a window, and how well they are known. */
export declare function chances({ contract, simulation }: PlanAnswer): readonly string[];
/** `16 % (15.7 % to 16.4 %)`; what was never seen is told by its bound. */
export declare function chance({ estimate, low, high }: Interval): string;
/** Where the figures are from: how many years, and that two ways agree. */
export declare function simulated({ plan, simulation, rare, seed }: PlanAnswer): string;
/** What the simulated years spread over; what never happened is left out. */
export declare function spreads({ contract, simulation }: PlanAnswer): (readonly [string, Spread])[];
export declare function value({ value: figure, unit }: DesignFigure): string;
/** `0.72`, `21.6`, `1,310`: three digits. */
export declare function minutes(amount: number): string;
export declare const MINUTES_OF_YEAR: number;
/** A tier's recovery; calls and causes have none of their own. */
export declare function recovery({ kind, rtoMs, worstRtoMs }: TierAnswer): string;
export declare function loss({ kind, rpoMs }: TierAnswer): string;
export declare function membersOf({ members, needed }: TierAnswer): string;
/** What changes of the design would keep the promise, and what they cost. */
export declare function changeWords({ plan, contract, change }: PlanAnswer): readonly string[];
/** The reverse: the repair and detection times that the objective needs. */
export declare function requiredWords({ mttr, detection, contract }: PlanAnswer): readonly string[];
//# sourceMappingURL=plan-words.d.ts.map