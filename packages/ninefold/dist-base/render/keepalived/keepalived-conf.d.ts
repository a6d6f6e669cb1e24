import type { KeepalivedPlan } from './keepalived-plan.ts';
/**
 * `keepalived.conf` of one host: VRRP version 3 between named peers, no preemption, and the address
 * only where HAProxy answers. A host is taken for dead after three missed advertisements and a skew,
 * under 0.4 s. keepalived starts its script once a second at most, so the script itself looks ten times
 * a second and ends when it has seen a dead HAProxy, under 0.6 s (see `renderHealthCheck`).
 */
export declare function renderKeepalived(plan: KeepalivedPlan): string;
/**
 * The health check of keepalived: asks HAProxy itself on a loopback port, so that a process that is
 * there but hangs counts as dead. It looks for most of a second and fails at the second bad answer in a
 * row. In bash, which has sockets: nothing else needs to be installed.
 */
export declare function renderHealthCheck(alivePort: number): string;
//# sourceMappingURL=keepalived-conf.d.ts.map