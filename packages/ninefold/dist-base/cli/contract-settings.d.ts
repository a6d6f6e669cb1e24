import type { ContractFile } from './read-contract.ts';
/**
 * A contract as it would be with some values set, such as `stores.orders.members=5`.
 *
 * @throws BadInputError for a path or value that the contract can't have, and for a store or call that
 *   it has not: a new one is more often misspelt than meant
 */
export declare function withSettings(file: ContractFile, settings: readonly string[]): ContractFile;
//# sourceMappingURL=contract-settings.d.ts.map