import { parser } from '@prometheus-io/lezer-promql';
import { mistake } from './mistake.ts';
import type { Mistake } from './mistake.ts';

/** A query as a tree; positions are those of the text. */
export type PromqlTree = ReturnType<typeof parser.parse>;
export type PromqlNode = PromqlTree['topNode'];

/** The tree of a query, in which `{{window}}` and `{{seconds}}` stand for a range and its length. Never throws. */
export function promqlTree(query: string): PromqlTree {
  return treeOf(query) ?? parser.parse('');
}

/** Undefined when it is nested so deeply that the parser, which goes down by calls of itself, gives up. */
function treeOf(query: string): PromqlTree | undefined {
  const text = query
    .replaceAll('{{window}}', (name) => '5m'.padStart(name.length, '0'))
    .replaceAll('{{seconds}}', (name) => '300'.padStart(name.length, '0'));
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Why Prometheus would refuse a query that is to give series, with the place in it: its syntax, and that
 * ranges, numbers and texts stand where they may. Undefined when all is well. Never throws.
 */
export function promqlMistake(query: string): Mistake | undefined {
  const tree = treeOf(query);
  if (tree === undefined) {
    const span = { offset: 0, length: query.length };
    return mistake('this PromQL is nested too deeply', 'less', undefined, span);
  }
  const broken = firstError(tree, query);
  if (broken !== undefined) return broken;
  const [top] = expressions(tree.topNode);
  const found: Mistake[] = [];
  const type = top === undefined ? undefined : typeOf(top, query, found);
  if (found.length > 0 || top === undefined) return found[0];
  return type === 'vector' ? undefined : unfit(top, type, 'vector', query);
}

/** Arguments of a call, or operands: what has a value of its own. */
export function expressions(node: PromqlNode): readonly PromqlNode[] {
  const found: PromqlNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (EXPRESSIONS.has(child.name)) found.push(child);
  }
  return found;
}

/** Where comments stand: what is put around a query must not end up in one. */
export function comments(tree: PromqlTree): { readonly from: number; readonly to: number }[] {
  const found: { readonly from: number; readonly to: number }[] = [];
  tree.iterate({
    enter({ name, from, to }) {
      if (name === 'LineComment') found.push({ from, to });
    },
  });
  return found;
}

/** Functions of a range and where among their arguments it stands, `undefined` for all others. */
export function rangeArgument(name: string): number | undefined {
  if (name === 'quantile_over_time') return 1;
  return name.endsWith('_over_time') || OF_RANGES.has(name) ? 0 : undefined;
}

/** Functions that say how much there was in a range, not how much a second. */
export const AMOUNTS: ReadonlySet<string> = new Set([
  'changes',
  'count_over_time',
  'delta',
  'idelta',
  'increase',
  'resets',
  'sum_over_time',
]);

type PromqlType = 'scalar' | 'vector' | 'range' | 'string';

const WORDS: Readonly<Record<PromqlType, string>> = {
  scalar: 'a number',
  vector: 'series',
  range: 'a range of series',
  string: 'a text',
};

const EXPRESSIONS = new Set([
  'AggregateExpr',
  'BinaryExpr',
  'FunctionCall',
  'MatrixSelector',
  'NumberDurationLiteral',
  'OffsetExpr',
  'ParenExpr',
  'StepInvariantExpr',
  'StringLiteral',
  'SubqueryExpr',
  'UnaryExpr',
  'VectorSelector',
]);

/** What `offset` and `@` may stand behind, each other among it; the grammar takes a sign in, too. */
const SELECTORS = new Set([
  'MatrixSelector',
  'OffsetExpr',
  'StepInvariantExpr',
  'SubqueryExpr',
  'UnaryExpr',
  'VectorSelector',
]);

const OF_RANGES = new Set([
  'changes',
  'delta',
  'deriv',
  'double_exponential_smoothing',
  'holt_winters',
  'idelta',
  'increase',
  'irate',
  'predict_linear',
  'rate',
  'resets',
]);

/** Nobody writes that; what walks a tree may then go down by calls of itself. */
const MAX_DEPTH = 200;

function firstError(tree: PromqlTree, query: string): Mistake | undefined {
  let found: Mistake | undefined;
  let depth = 0;
  const told = (message: string, expected: string, from: number, to: number): false => {
    const offset = Math.min(from, query.length);
    found ??= mistake(message, expected, undefined, { offset, length: Math.max(1, to - offset) });
    return false;
  };
  tree.iterate({
    enter({ type, from, to }) {
      depth += 1;
      if (found !== undefined) return false;
      if (type.isError) {
        return query.slice(from).trim() === ''
          ? told('this PromQL ends too early', 'the rest of it', query.trimEnd().length - 1, 0)
          : told('this is no PromQL', 'a query that Prometheus can read', from, to);
      }
      if (type.name === 'StringLiteral' && hasUnknownEscape(query.slice(from, to))) {
        const expected = String.raw`two backslashes for one, such as "5\\d", or the text between backticks`;
        return told('PromQL knows no such escape as is in this text', expected, from, to);
      }
      if (depth > MAX_DEPTH) return told('this PromQL is nested too deeply', 'less', from, to);
      return true;
    },
    leave: () => {
      depth -= 1;
    },
  });
  return found;
}

/** Escapes are those of Go's texts, of which a raw one, between backticks, has none. */
function hasUnknownEscape(literal: string): boolean {
  const quote = literal[0] ?? '';
  if (quote === '`') return false;
  const known = /\\(?:[abfnrtv\\'"]|x[\dA-Fa-f]{2}|[0-3][0-7]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8})/g;
  return literal
    .replaceAll(known, (escape) => (/['"]/.test(escape) && !escape.endsWith(quote) ? escape : ''))
    .includes('\\');
}

/** What an expression gives; tells what its parts may not be. */
function typeOf(node: PromqlNode, query: string, found: Mistake[]): PromqlType {
  const parts = expressions(node.getChild('FunctionCallBody') ?? node);
  const types = parts.map((part) => typeOf(part, query, found));
  const want = (index: number, ...wanted: readonly [PromqlType, ...PromqlType[]]): void => {
    const [part, type] = [parts[index], types[index]];
    if (part !== undefined && type !== undefined && wanted.includes(type)) return;
    found.push(unfit(part ?? node, type, wanted[0], query));
  };
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'scalar';
    case 'StringLiteral':
      return 'string';
    case 'MatrixSelector':
      if (parts[0]?.name !== 'VectorSelector') {
        const message = 'a range is that of a selector';
        found.push(mistakeAt(node, query, message, 'a subquery, such as (a + b)[{{window}}:1m]'));
      }
      return 'range';
    case 'SubqueryExpr':
      want(0, 'vector');
      return 'range';
    case 'AggregateExpr':
      want(parts.length - 1, 'vector');
      return 'vector';
    case 'UnaryExpr':
      want(0, 'vector', 'scalar');
      return types[0] ?? 'vector';
    case 'BinaryExpr': {
      const isSet = ['And', 'Or', 'Unless'].some((name) => node.getChild(name) !== null);
      for (const index of [0, 1]) want(index, 'vector', ...(isSet ? [] : (['scalar'] as const)));
      return types.every((type) => type === 'scalar') ? 'scalar' : 'vector';
    }
    case 'FunctionCall': {
      const name = functionName(node, query);
      const ranged = rangeArgument(name);
      if (ranged !== undefined) want(ranged, 'range');
      for (const index of parts.keys()) {
        if (index !== ranged) want(index, 'vector', 'scalar', 'string');
      }
      return ['scalar', 'time', 'pi'].includes(name) ? 'scalar' : 'vector';
    }
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      if (parts.some(({ name }) => !SELECTORS.has(name))) {
        const message = 'offset and @ stand behind a selector or a subquery';
        found.push(
          mistakeAt(node, query, message, 'either within the call, such as a[5m] offset 1h'),
        );
      }
      return types[0] ?? 'vector';
    case 'ParenExpr':
      return types[0] ?? 'vector';
    default:
      return 'vector';
  }
}

/** The function that a call is of, in lower case; the empty text when it is no call. */
export function functionName(call: PromqlNode, query: string): string {
  const name = call.getChild('FunctionIdentifier');
  return name === null ? '' : query.slice(name.from, name.to).toLowerCase();
}

function unfit(
  node: PromqlNode,
  type: PromqlType | undefined,
  wanted: PromqlType,
  query: string,
): Mistake {
  return mistakeAt(
    node,
    query,
    `this is ${WORDS[type ?? 'vector']} where PromQL needs ${WORDS[wanted]}`,
    wanted === 'range' ? `${WORDS.range}, such as orders_total[{{window}}]` : WORDS[wanted],
  );
}

function mistakeAt(
  { from, to }: PromqlNode,
  query: string,
  message: string,
  expected: string,
): Mistake {
  const length = query.slice(from, to).trimEnd().length;
  return mistake(message, expected, undefined, { offset: from, length });
}
