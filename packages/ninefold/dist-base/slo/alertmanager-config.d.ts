import type { AlertLinks } from '../contract/slo-section.ts';
/**
 * `alertmanager.yml` for Alertmanager 0.25 or later: pages at once, tickets in bundles; a page silences
 * the ticket of the same thing, and a lost region all that is told of it.
 */
export declare function alertmanagerConfig({ page, ticket }: AlertLinks): string;
//# sourceMappingURL=alertmanager-config.d.ts.map