import { mistake } from '../contract/mistake.ts';
import type { Mistake, Parsed } from '../contract/mistake.ts';
import {
  AMOUNTS,
  comments,
  expressions,
  functionName,
  promqlMistake,
  promqlTree,
} from '../contract/promql-syntax.ts';
import type { PromqlNode, PromqlTree } from '../contract/promql-syntax.ts';

/** `{{window}}`, and as Sloth writes it. */
const PLACEHOLDER = /\{\{\s*\.?window\s*\}\}/g;

/**
 * A query of a ratio as the contract has it: events a second over `{{window}}`. The window is the
 * placeholder, or else the one range that is written, whatever it is; a range within a subquery is not
 * it. What is counted becomes a rate. Without any range, `counters` says that the selector, alone or in
 * one sum, is of a counter. Comments are dropped.
 */
export function rateQuery(query: string, counters: boolean | undefined): Parsed<string> {
  const read = treeOf(query);
  if (!read.ok) return read;
  const { topNode } = read.value;
  const ranges = rangesOf(topNode).map((node) => ({ node, text: rangeText(node, query) }));
  if (ranges.length === 0) return rateOfCounter(topNode, query, counters);
  const named = ranges.filter(({ text }) => text.startsWith('{{'));
  const windows = named.length > 0 ? named : ranges;
  const texts = [...new Set(windows.map(({ text }) => text))];
  if (named.length === 0 && texts.length > 1) {
    const message = `this query is over several windows: ${texts.join(', ')}`;
    return refused(message, 'one, or {{window}} where the window of the SLO goes', topNode);
  }
  const edits = [
    ...noComments(read.value),
    ...windows.map(({ node }) => ({ ...durationOf(node), text: '{{window}}' })),
  ];
  if (query.includes('{{seconds}}')) return { ok: true, value: edited(query, edits) };
  const amounts = windows.map(({ node }) => amountOf(node, query));
  const odd = amounts.findIndex((one) => (one === undefined) !== (amounts[0] === undefined));
  const oddRange = windows[odd];
  if (oddRange !== undefined) {
    const message = 'this query counts events and takes their rate, both';
    return refused(message, 'rates alone', oddRange.node);
  }
  if (amounts.some((one) => one !== undefined && one.name !== 'increase')) {
    return { ok: true, value: `(${edited(query, edits)}) / {{seconds}}` };
  }
  for (const one of amounts) if (one !== undefined) edits.push({ ...one, text: 'rate' });
  return { ok: true, value: edited(query, edits) };
}

/** A query of a value, as a contract has it. Comments are dropped. */
export function valueQuery(query: string): Parsed<string> {
  const read = treeOf(query);
  if (!read.ok) return read;
  const text = edited(query, noComments(read.value)).replaceAll(PLACEHOLDER, '{{window}}');
  return { ok: true, value: text };
}

/** The tree, in which a placeholder is as long as it is written, so that places stay. */
function treeOf(query: string): Parsed<PromqlTree> {
  const plain = query.replaceAll(PLACEHOLDER, (name) => '5m'.padStart(name.length, '0'));
  const broken = promqlMistake(plain);
  return broken === undefined
    ? { ok: true, value: promqlTree(plain) }
    : { ok: false, mistakes: [broken] };
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const noComments = (tree: PromqlTree): Edit[] =>
  comments(tree).map((span) => ({ ...span, text: '' }));

function refused(message: string, expected: string, { from, to }: PromqlNode): Parsed<string> {
  const found: Mistake = mistake(message, expected, undefined, { offset: from, length: to - from });
  return { ok: false, mistakes: [found] };
}

/** Selectors and subqueries over a range, without those within a subquery. */
function rangesOf(node: PromqlNode): readonly PromqlNode[] {
  if (node.name === 'MatrixSelector' || node.name === 'SubqueryExpr') return [node];
  return expressions(node.getChild('FunctionCallBody') ?? node).flatMap(rangesOf);
}

function durationOf(range: PromqlNode): { readonly from: number; readonly to: number } {
  const { from, to } = range.getChild('DurationExpr') ?? range;
  return { from, to };
}

function rangeText(range: PromqlNode, query: string): string {
  const { from, to } = durationOf(range);
  return query.slice(from, to);
}

/** Where the function stands that counts what is in a range, and its name; undefined when none does. */
function amountOf(
  range: PromqlNode,
  query: string,
): { readonly from: number; readonly to: number; readonly name: string } | undefined {
  let node: PromqlNode | null = range.parent;
  while (node !== null && node.name !== 'FunctionCall') node = node.parent;
  const identifier = node?.getChild('FunctionIdentifier');
  if (node === null || identifier === undefined || identifier === null) return undefined;
  const name = functionName(node, query);
  return AMOUNTS.has(name) ? { from: identifier.from, to: identifier.to, name } : undefined;
}

function edited(query: string, edits: readonly Edit[]): string {
  let [text, at] = ['', 0];
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    text += query.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return (text + query.slice(at)).trim();
}

function rateOfCounter(
  top: PromqlNode,
  query: string,
  counters: boolean | undefined,
): Parsed<string> {
  const selector = selectorOf(top);
  if (selector === undefined) {
    const message =
      'this query is over no window, and its counters are not plain enough to give it one';
    return refused(message, 'a range such as [5m], or a selector alone', top);
  }
  const text = query.slice(selector.from, selector.to);
  // Names of counters end so (Prometheus's "Metric and label naming").
  const isCounter = counters ?? /^[\w:]+_(?:total|count|sum|bucket)(?!\w)/.test(text);
  return isCounter
    ? { ok: true, value: `sum(rate(${text}[{{window}}]))` }
    : refused(
        'nothing says that this is a counter, of which a rate could be taken',
        'a range such as [5m], or counter: true',
        selector,
      );
}

/** The selector that an expression is, alone or in one sum over all its series. */
function selectorOf(node: PromqlNode): PromqlNode | undefined {
  if (node.name === 'VectorSelector') return node;
  const isSum =
    node.name === 'AggregateExpr' &&
    node.getChild('AggregateModifier') === null &&
    node.getChild('AggregateOp')?.getChild('Sum') !== null;
  if (!isSum && node.name !== 'ParenExpr' && node.name !== 'PromQL') return undefined;
  const [inner] = expressions(node.getChild('FunctionCallBody') ?? node);
  return inner === undefined ? undefined : selectorOf(inner);
}
