/**
 * Waits for all, also when one fails: nothing may go on behind the error.
 *
 * @throws the first error, in the order given
 */
export declare function settleAll<T>(promises: readonly Promise<T>[]): Promise<T[]>;
//# sourceMappingURL=settle-all.d.ts.map