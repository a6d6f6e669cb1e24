/*
 * Ninefold as a library: the contract, the proof and the verdict; and what rules of
 * `ninefold audit --rules` are made of.
 */
export type { Facts } from './audit/facts.ts';
export type { Rule, Severity, Sighting } from './audit/rule.ts';
export type { World } from './audit/world.ts';
export type { Clock } from './clock/clock.ts';
export { systemClock } from './clock/system-clock.ts';
export type { Contract } from './contract/contract.ts';
export { type ParseResult, parseContract } from './contract/parse-contract.ts';
export { type Problem, formatProblem } from './contract/problem.ts';
export type { Found, Operation, Outcome, TrialRecord } from './history/history.ts';
export { judge } from './history/judge.ts';
export type { Ruling, Verdict } from './history/verdict.ts';
export { BadInputError, EnvironmentError, InterruptedError } from './ports/errors.ts';
export type { TopologyEvent } from './ports/events.ts';
export { type Proof, type ProveOptions, prove } from './prove/prove.ts';
export { renderHtml } from './report/html/page.ts';
export { renderJson } from './report/json.ts';
export { renderJunit } from './report/junit.ts';
export type { ReportData } from './report/report-data.ts';
export { renderTerminal } from './report/terminal.ts';
export { type BootOptions, type Topology, bootTopology } from './topology/topology.ts';
