export { ManualClock } from './manual-clock.ts';
export { orderProblems } from './order.ts';
