import type { AnyPolicy, PolicyKind } from './policy.ts';

/** Pairs that cannot work: outer, inner, and why. */
const IMPOSSIBLE: readonly (readonly [PolicyKind, PolicyKind, string])[] = [
  ['breaker', 'fallback', 'it sees no failure'],
  ['retry', 'fallback', 'it sees no failure'],
  ['hedge', 'single-flight', 'it joins the call it should race'],
  ['hedge', 'cache', 'it gets the same answer'],
  ['retry', 'retry', 'attempts would multiply'],
  ['inject-faults', 'retry', 'it never sees the faults'],
  ['inject-faults', 'breaker', 'it never sees the faults'],
  ['bulkhead', 'retry', 'a slot is held while the retry only waits'],
  ['breaker', 'cache', 'it counts answers the dependency never gave'],
];

/** What is wrong with an order of guards, outermost first; empty when nothing is. */
export function orderProblems(policies: readonly AnyPolicy[]): string[] {
  const problems: string[] = [];
  policies.forEach((outer, index) => {
    for (const inner of policies.slice(index + 1)) {
      for (const [outerKind, innerKind, why] of IMPOSSIBLE)
        if (outer.kind === outerKind && inner.kind === innerKind)
          problems.push(`${label(outer)} outside ${label(inner)}: ${why}`);
      if (outer === inner) problems.push(`${label(outer)} twice: it would guard itself`);
      const outerMs = timeoutMsOf(outer);
      const innerMs = timeoutMsOf(inner);
      if (outerMs !== undefined && innerMs !== undefined && innerMs >= outerMs)
        problems.push(
          `${label(outer)} of ${outerMs} ms outside one of ${innerMs} ms: the inner never fires`,
        );
    }
  });
  return problems;
}

function timeoutMsOf(policy: AnyPolicy): number | undefined {
  return policy.kind === 'timeout' ? (policy as unknown as { ms: number }).ms : undefined;
}

function label({ kind, name }: AnyPolicy): string {
  return name === kind ? kind : `${kind} "${name}"`;
}

declare const process: { readonly env: { readonly NODE_ENV?: string } };

const warned = new Set<string>();
const WARNED_LIMIT = 100;

/**
 * Warns on the console, in development only: where there is a `process.env.NODE_ENV` to ask, and
 * it is not production. A bundler that knows it to be production leaves all of this out.
 */
export function warnOfOrder(policies: readonly AnyPolicy[]): void {
  try {
    // Deno would ask its user for leave to read the environment.
    if (!('Deno' in globalThis) && process.env.NODE_ENV !== 'production') {
      for (const problem of orderProblems(policies)) {
        if (warned.has(problem) || warned.size >= WARNED_LIMIT) continue;
        warned.add(problem);
        // oxlint-disable-next-line no-console -- a warning for who writes the program
        console.warn(`@ninefold/resilience: ${problem}`);
      }
    }
  } catch {
    // No process here: a browser.
  }
}
