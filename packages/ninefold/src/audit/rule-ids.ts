import { nearestName } from '../contract/nearest-name.ts';

/** What is wrong with an id that no rule has, and which was probably meant. */
export function unknownRule(id: string, known: ReadonlySet<string>): string {
  const nearest = nearestName(id, known);
  return `no rule is called ${id}; ${
    nearest === undefined
      ? 'expected an id as findings have it, or the --rules module that brings it'
      : `did you mean ${nearest}?`
  }`;
}
