/**
 * Nothing twice: no id may be stored more than once, not even one whose outcome was unknown. And
 * a certain failure must be one: a `failed` operation that is stored means that the service said
 * no and did it all the same, so a client that tries again does it twice.
 */
export function checkExactlyOnce(record) {
    const times = (id) => {
        const found = record.found.get(id);
        return typeof found === 'number' ? found : 0;
    };
    return {
        twice: [...record.found.keys()]
            .filter((id) => times(id) > 1)
            .map((id) => ({ id, times: times(id) })),
        refusedButApplied: record.operations.filter((op) => op.outcome === 'failed' && times(op.id) > 0),
    };
}
//# sourceMappingURL=exactly-once.js.map