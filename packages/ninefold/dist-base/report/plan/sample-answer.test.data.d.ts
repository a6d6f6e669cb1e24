import type { PlanAnswer } from './plan-answer.ts';
/** One zone: out of reach, and cheap to mend. */
export declare const brokenAnswer: PlanAnswer;
/** The same with what it takes bought, and nothing for sale. */
export declare const keptAnswer: PlanAnswer;
/** What `ninefold plan` says of a contract, over few years. */
export declare function answerTo(contractText: string): PlanAnswer;
//# sourceMappingURL=sample-answer.test.data.d.ts.map