/**
 * Split brain: two members that accept writes under the same or an older term after a newer one
 * was granted. An observation counts against a member only if it was *asked* at or after the grant
 * to another: an answer that was on its way at the grant proves nothing.
 */
export function findSplitBrain(record) {
    const stores = new Set([...record.grants, ...record.writers].map(({ store }) => store));
    return {
        looks: record.writers.length,
        findings: [...stores].flatMap((store) => {
            const grants = record.grants
                .filter((grant) => grant.store === store)
                .toSorted((a, b) => a.atMs - b.atMs || a.term - b.term);
            const accepted = record.writers.filter((look) => look.store === store && look.acceptsWrites);
            if (grants.length === 0)
                return ungranted(store, accepted);
            return [...termsNotHigher(grants), ...secondWriters(grants, accepted)];
        }),
    };
}
function ungranted(store, accepted) {
    const members = [...new Set(accepted.map(({ member }) => member))].toSorted();
    return members.length > 1 ? [{ kind: 'two writers without a term', store, members }] : [];
}
function termsNotHigher(grants) {
    const findings = [];
    let newest;
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
        if (!newest || grant.term > newest.term)
            newest = grant;
    }
    return findings;
}
function secondWriters(grants, accepted) {
    const byMemberAndTerm = new Map();
    for (const look of accepted.toSorted((a, b) => a.askedMs - b.askedMs)) {
        let holder;
        for (const grant of grants)
            if (grant.atMs <= look.askedMs && (!holder || grant.term > holder.term))
                holder = grant;
        if (!holder || holder.member === look.member)
            continue;
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
//# sourceMappingURL=split-brain.js.map