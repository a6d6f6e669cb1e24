/** @param shared the places, as indexes of units */
export function placementOf({ units }, { members }, shared, states) {
    const left = (down, lost) => {
        let count = 0;
        for (const { shared: places } of members) {
            if (!places.some((place) => place === lost || down.has(place)))
                count += 1;
        }
        return count;
    };
    const alive = Int32Array.from(states, ({ down }) => left(down));
    const lossRate = new Float64Array(members.length + 1);
    for (const lost of shared) {
        const rate = 1 / (units[lost]?.mtbfMs ?? Infinity);
        if (rate === 0 || !members.some((member) => member.shared.includes(lost)))
            continue;
        for (const [index, { chance, down }] of states.entries()) {
            // With three places down at once it is of no account any more.
            if (down.size > 2 || down.has(lost))
                continue;
            const before = alive[index] ?? 0;
            const after = left(down, lost);
            if (after === before)
                continue;
            // A primary is there with chance gone / alive; of members that all serve, so many are gone.
            const weight = chance * rate * ((before - after) / before);
            lossRate[after] = (lossRate[after] ?? 0) + weight;
        }
    }
    return { alive, lossRate };
}
//# sourceMappingURL=placement.js.map