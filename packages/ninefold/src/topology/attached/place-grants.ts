import type { Grant, WriterObservation } from '../../history/history.ts';

/**
 * Puts grants where they belong in time. That a member leads is learnt some time after it was
 * promoted, and it may have been seen to accept writes in between: the grant is then as old as the
 * first such answer. From there on nobody else may accept writes. The look that brought the answer
 * began before, and would count against its own member, so it is left out.
 *
 * @param late grants at the instants at which they were seen, oldest first
 */
export function placeGrants(
  placed: readonly Grant[],
  late: readonly Grant[],
  writers: readonly WriterObservation[],
): { readonly grants: readonly Grant[]; readonly writers: readonly WriterObservation[] } {
  const grants = [...placed];
  let looks = [...writers];
  for (const grant of late) {
    const before = grants.findLast(({ store }) => store === grant.store);
    const isOwn = ({ store, member, askedMs }: WriterObservation): boolean =>
      store === grant.store && member === grant.member && askedMs > (before?.atMs ?? -Infinity);
    const first = looks.find(
      (look) => isOwn(look) && look.acceptsWrites && look.answeredMs <= grant.atMs,
    );
    const atMs = first?.answeredMs ?? grant.atMs;
    // Who held the term before was right to accept writes then.
    if (before !== undefined && before.member !== grant.member) {
      looks = looks.filter((look) => !isOwn(look) || !look.acceptsWrites || look.askedMs >= atMs);
    }
    grants.push({ ...grant, atMs });
  }
  return { grants, writers: looks };
}
