import type { Grant, WriterObservation } from '../../history/history.ts';

/**
 * Puts grants where they belong in time. That a member leads is learnt some time after it was
 * promoted, and it may have been seen to accept writes in between: the grant is then as old as the
 * first such answer. From there on nobody else may accept writes.
 *
 * @param placed those of before
 * @param late those at the instants at which they were seen, oldest first
 * @param writers looks of that time, oldest first
 */
export function placeGrants(
  placed: readonly Grant[],
  late: readonly Grant[],
  writers: readonly WriterObservation[],
): readonly Grant[] {
  const grants = [...placed];
  for (const grant of late) {
    const before = grants.findLast(({ store }) => store === grant.store);
    const first = firstOfLastRun(grant, writers);
    // Who never stopped was not promoted then: it may be an old primary that went on.
    const isPromotion = first !== undefined && first.askedMs > (before?.atMs ?? -Infinity);
    grants.push(
      isPromotion ? { ...grant, atMs: first.answeredMs, notBeforeMs: first.askedMs } : grant,
    );
  }
  return grants;
}

/** The first look since which the member has accepted writes whenever it answered. */
function firstOfLastRun(
  { store, member, atMs }: Grant,
  writers: readonly WriterObservation[],
): WriterObservation | undefined {
  const own = writers.filter(
    (look) => look.store === store && look.member === member && look.answeredMs <= atMs,
  );
  const refused = own.findLastIndex(({ acceptsWrites }) => !acceptsWrites);
  return own[refused + 1];
}
