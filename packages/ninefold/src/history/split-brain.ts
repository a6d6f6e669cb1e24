import type { Grant, TrialRecord, WriterObservation } from './history.ts';

export type SplitBrainFinding =
  /** A member accepted writes although the newest term belonged to another. */
  | {
      readonly kind: 'second writer';
      readonly store: string;
      readonly member: string;
      /** Whose the newest grant was. */
      readonly holder: string;
      readonly term: number;
      readonly grantedAtMs: number;
      /** The first and the last time it was asked and said so, and how many times. */
      readonly firstAskedMs: number;
      readonly lastAskedMs: number;
      readonly times: number;
    }
  /** A term was granted that was not higher than one granted before, to another member. */
  | {
      readonly kind: 'term not higher';
      readonly store: string;
      readonly member: string;
      readonly term: number;
      readonly atMs: number;
      readonly earlier: { readonly member: string; readonly term: number };
    }
  /** Two members accepted writes of a store in which no term was ever granted. */
  | {
      readonly kind: 'two writers without a term';
      readonly store: string;
      readonly members: readonly string[];
    };

export interface SplitBrainCheck {
  /** How many times a member was asked from outside; none means that nothing was tested. */
  readonly looks: number;
  readonly findings: readonly SplitBrainFinding[];
}

/**
 * Split brain: two members that accept writes under the same or an older term after a newer one
 * was granted. An observation counts against a member only if it was *asked* at or after the grant
 * to another: an answer that was on its way at the grant proves nothing. Nor does an answer of who was
 * given a newer term that was seen late: between `notBeforeMs` and `atMs` it may have had it already.
 */
export function findSplitBrain(record: TrialRecord): SplitBrainCheck {
  const stores = new Set([...record.grants, ...record.writers].map(({ store }) => store));
  return {
    looks: record.writers.length,
    findings: [...stores].flatMap((store) => {
      const grants = record.grants
        .filter((grant) => grant.store === store)
        .toSorted((a, b) => a.atMs - b.atMs || a.term - b.term);
      const accepted = record.writers.filter((look) => look.store === store && look.acceptsWrites);
      if (grants.length === 0) return ungranted(store, accepted);
      return [...termsNotHigher(grants), ...secondWriters(grants, accepted)];
    }),
  };
}

function ungranted(store: string, accepted: readonly WriterObservation[]): SplitBrainFinding[] {
  const members = [...new Set(accepted.map(({ member }) => member))].toSorted();
  return members.length > 1 ? [{ kind: 'two writers without a term', store, members }] : [];
}

function termsNotHigher(grants: readonly Grant[]): SplitBrainFinding[] {
  const findings: SplitBrainFinding[] = [];
  let newest: Grant | undefined;
  for (const grant of grants) {
    if (newest && grant.term <= newest.term && grant.member !== newest.member)
      findings.push({
        kind: 'term not higher',
        store: grant.store,
        member: grant.member,
        term: grant.term,
        atMs: grant.atMs,
        earlier: { member: newest.member, term: newest.term },
      });
    if (!newest || grant.term > newest.term) newest = grant;
  }
  return findings;
}

function secondWriters(
  grants: readonly Grant[],
  accepted: readonly WriterObservation[],
): SplitBrainFinding[] {
  const byMemberAndTerm = new Map<string, SplitBrainFinding & { kind: 'second writer' }>();
  for (const look of accepted.toSorted((a, b) => a.askedMs - b.askedMs)) {
    let holder: Grant | undefined;
    for (const grant of grants)
      if (grant.atMs <= look.askedMs && (!holder || grant.term > holder.term)) holder = grant;
    if (!holder || holder.member === look.member) continue;
    const { term } = holder;
    if (grants.some((grant) => grant.term > term && mayExplain(grant, look))) continue;
    const key = `${holder.term} ${look.member}`;
    const known = byMemberAndTerm.get(key);
    byMemberAndTerm.set(key, {
      kind: 'second writer',
      store: look.store,
      member: look.member,
      holder: holder.member,
      term: holder.term,
      grantedAtMs: holder.atMs,
      firstAskedMs: known?.firstAskedMs ?? look.askedMs,
      lastAskedMs: look.askedMs,
      times: (known?.times ?? 0) + 1,
    });
  }
  return [...byMemberAndTerm.values()];
}

/** The member may have answered under this grant, which was seen only later. */
function mayExplain({ member, atMs, notBeforeMs = atMs }: Grant, look: WriterObservation): boolean {
  return (
    member === look.member &&
    notBeforeMs <= look.answeredMs &&
    look.askedMs < atMs &&
    notBeforeMs < atMs
  );
}
