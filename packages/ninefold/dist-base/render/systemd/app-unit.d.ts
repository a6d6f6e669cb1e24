import type { AppSpec, Contract } from '../../contract/contract.ts';
/**
 * One replica of the app. Addresses of stores hold passwords, so they are not in the unit but in
 * `/etc/<service>/secrets.env`: `ORDERS_URL` for a store named orders.
 */
export declare function renderAppUnit({ service, stores }: Contract, app: AppSpec, port: number): string;
//# sourceMappingURL=app-unit.d.ts.map