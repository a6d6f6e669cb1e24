import {
  AMOUNTS,
  comments,
  expressions,
  functionName,
  promqlMistake,
  promqlTree,
  rangeArgument,
} from './promql-syntax.ts';
import type { PromqlNode, PromqlTree } from './promql-syntax.ts';
import { mistake, right, shown, wrong } from './mistake.ts';
import type { Mistake, Parsed } from './mistake.ts';

/** A query of a rate per second, over `{{window}}`. Comments in it are dropped. */
export function parseRateQuery(value: unknown): Parsed<string> {
  return parsedQuery(value, 'a query over a window', RATE, (tree, query) => {
    if (!calls(tree).some((call) => isOverWindow(call, query))) {
      return mistake(`${shown(query)} is not a query over a window`, RATE);
    }
    return amountIn(tree, query);
  });
}

/** A query of series as they are at an instant. Comments in it are dropped. */
export function parseInstantQuery(value: unknown): Parsed<string> {
  const expected = 'PromQL of a Unix time in seconds, such as max(export_last_success_seconds)';
  return parsedQuery(value, 'a query', expected, (_tree, query) =>
    /\{\{(?:window|seconds)\}\}/.test(query)
      ? mistake(`${shown(query)} is over a window, and is looked at at an instant`, expected)
      : undefined,
  );
}

/** A metric's name, with labels if need be. */
export function parseSelector(value: unknown, example: string): Parsed<string> {
  const expected = `a metric's name, with labels if need be, such as ${example}`;
  return parsedQuery(value, 'a selector of series', expected, (tree, query) => {
    const [top] = expressions(tree.topNode);
    return top?.name === 'VectorSelector' && top.firstChild?.name === 'Identifier'
      ? undefined
      : mistake(`${shown(query)} is not a selector of series`, expected);
  });
}

const RATE = 'PromQL with {{window}} for its range, such as sum(rate(orders_total[{{window}}]))';

function parsedQuery(
  value: unknown,
  what: string,
  expected: string,
  check: (tree: PromqlTree, query: string) => Mistake | undefined,
): Parsed<string> {
  if (typeof value !== 'string' || value.trim() === '') {
    return wrong(`${shown(value)} is not ${what}`, expected);
  }
  const tree = promqlTree(value);
  const found = promqlMistake(value) ?? check(tree, value);
  return found === undefined
    ? right(withoutComments(tree, value))
    : { ok: false, mistakes: [found] };
}

function withoutComments(tree: PromqlTree, query: string): string {
  let [text, at] = ['', 0];
  for (const { from, to } of comments(tree)) {
    text += query.slice(at, from).trimEnd();
    at = to;
  }
  return (text + query.slice(at)).trim();
}

function calls(tree: PromqlTree): readonly PromqlNode[] {
  const found: PromqlNode[] = [];
  tree.iterate({
    enter({ name, node }) {
      if (name === 'FunctionCall') found.push(node);
    },
  });
  return found;
}

function isOverWindow(call: PromqlNode, query: string): boolean {
  const index = rangeArgument(functionName(call, query));
  if (index === undefined) return false;
  const range = expressions(call.getChild('FunctionCallBody') ?? call)[index];
  const length = range === undefined ? undefined : lengthOf(range);
  return length !== undefined && query.startsWith('{{window}}', length.from);
}

/** How long a range is, whatever parentheses and offsets are around it. */
function lengthOf(range: PromqlNode): PromqlNode | undefined {
  if (range.name === 'MatrixSelector' || range.name === 'SubqueryExpr') {
    return range.getChild('DurationExpr') ?? undefined;
  }
  const [inner] = expressions(range);
  return inner === undefined ? undefined : lengthOf(inner);
}

/**
 * An amount is as many times a rate as the range has seconds, which would make five failed events of
 * one: the floor of alerts, and every count, stand on it.
 */
function amountIn(tree: PromqlTree, query: string): Mistake | undefined {
  for (const call of calls(tree)) {
    const name = functionName(call, query);
    if (!AMOUNTS.has(name) || !isOverWindow(call, query) || isPerSecond(call, query)) continue;
    const { from, to } = call.getChild('FunctionIdentifier') ?? call;
    return mistake(
      `${name} tells how many events there were, not how many a second`,
      name === 'increase' ? 'rate, or a division by {{seconds}}' : 'a division by {{seconds}}',
      name === 'increase' ? 'rate' : undefined,
      { offset: from, length: to - from },
    );
  }
  return undefined;
}

/** Whether the seconds of the window divide it, or what it is a part of. */
function isPerSecond(call: PromqlNode, query: string): boolean {
  for (let node = call; node.parent !== null; node = node.parent) {
    const { parent } = node;
    if (parent.name !== 'BinaryExpr' || parent.getChild('Div') === null) continue;
    const [, divisor] = expressions(parent);
    if (divisor !== undefined && divisor.from > node.from && isSeconds(divisor, query)) return true;
  }
  return false;
}

function isSeconds(divisor: PromqlNode, query: string): boolean {
  const [inner] = divisor.name === 'ParenExpr' ? expressions(divisor) : [];
  return inner === undefined
    ? divisor.name === 'NumberDurationLiteral' && query.startsWith('{{seconds}}', divisor.from)
    : isSeconds(inner, query);
}
