import type { HealthStatus } from './report.ts';

/** A guard of @ninefold/resilience, or whatever else shows itself in the same way. */
export interface Inspectable {
  inspect(): object;
}

/** What is read of an inspection: a breaker's state, the guards inside, the guards by key. */
interface Inspection {
  readonly kind?: string;
  readonly name?: string;
  readonly key?: string;
  readonly state?: unknown;
  readonly guards?: readonly Inspection[];
  readonly busy?: readonly Inspection[];
}

export interface GuardState {
  readonly name: string;
  readonly state: string;
  readonly status: HealthStatus;
}

/**
 * The breakers inside, with their states. One that isn't closed is a warning, never a failure: it
 * protects this process from a dependency, and taking the process away helps nobody.
 */
export function guardStates(name: string, guard: Inspectable): GuardState[] {
  return statesIn(name, guard.inspect());
}

function statesIn(name: string, inspection: Inspection): GuardState[] {
  const { state, guards = [], busy = [] } = inspection;
  const own: GuardState[] =
    typeof state === 'string'
      ? [{ name, state, status: state === 'closed' ? 'pass' : 'warn' }]
      : [];
  const inside = [...guards, ...busy].flatMap((inner) => statesIn(nameOf(name, inner), inner));
  return [...own, ...inside];
}

/** A guard's name is its kind unless somebody named it. */
function nameOf(outer: string, { key, kind, name }: Inspection): string {
  const own = key ?? (name === kind ? undefined : name);
  return own === undefined ? outer : `${outer}/${own}`.replaceAll(':', '-');
}
