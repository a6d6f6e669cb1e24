export { systemClock } from './clock/system-clock.js';
export { parseContract } from './contract/parse-contract.js';
export { formatProblem } from './contract/problem.js';
export { judge } from './history/judge.js';
export { BadInputError, EnvironmentError, InterruptedError } from './ports/errors.js';
export { prove } from './prove/prove.js';
export { renderHtml } from './report/html/page.js';
export { renderJson } from './report/json.js';
export { renderJunit } from './report/junit.js';
export { renderTerminal } from './report/terminal.js';
export { bootTopology } from './topology/topology.js';
//# sourceMappingURL=index.js.map