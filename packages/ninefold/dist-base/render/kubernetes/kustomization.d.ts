import type { Contract } from '../../contract/contract.ts';
import type { Manifest } from './manifest.ts';
/** The files of one folder. */
export declare function folderKustomization(resources: readonly string[]): Manifest;
/**
 * One region: the base, and what differs. The app of each region knows its name by REGION. Stores and
 * logs run in the first region only: no replication between regions is rendered.
 */
export declare function regionKustomization({ service, regions, app }: Contract, region: string, hasStores: boolean): Manifest;
//# sourceMappingURL=kustomization.d.ts.map