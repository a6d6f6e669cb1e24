import type { TerminalOptions } from '../terminal.ts';
import type { PlanAnswer } from './plan-answer.ts';
/** The answer as it is printed, without a final line break. */
export declare function renderPlanTerminal(answer: PlanAnswer, options: TerminalOptions): string;
//# sourceMappingURL=plan-terminal.d.ts.map