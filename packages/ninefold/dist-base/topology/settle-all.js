/**
 * Waits for all, also when one fails: nothing may go on behind the error.
 *
 * @throws the first error, in the order given
 */
export async function settleAll(promises) {
    const results = await Promise.allSettled(promises);
    return results.map((result) => {
        if (result.status === 'rejected')
            throw result.reason;
        return result.value;
    });
}
//# sourceMappingURL=settle-all.js.map