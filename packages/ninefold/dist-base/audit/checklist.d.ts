/** The twenty-four things a service that must stay up has, in five groups. */
export type ChecklistItem = 'replicas' | 'zones' | 'balancer' | 'dns' | 'storage' | 'health' | 'shutdown' | 'breaker' | 'retry' | 'timeouts' | 'idempotency' | 'replication' | 'failover' | 'backup' | 'pitr' | 'sli' | 'alerts' | 'dashboard' | 'logs' | 'tracing' | 'runbooks' | 'chaos' | 'postmortems' | 'capacity';
type Group = 'Infrastructure' | 'Application' | 'Database' | 'Monitoring' | 'Process';
export interface ItemWords {
    readonly group: Group;
    readonly title: string;
    /** What would show that it is kept. */
    readonly shownBy: string;
}
/** Each item's words. */
export declare const checklist: Readonly<Record<ChecklistItem, ItemWords>>;
export {};
//# sourceMappingURL=checklist.d.ts.map