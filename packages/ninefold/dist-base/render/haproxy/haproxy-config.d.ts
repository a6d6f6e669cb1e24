import type { HaproxyPlan } from './haproxy-plan.ts';
/**
 * `haproxy.cfg` for HAProxy 2.6 and later, built with its Prometheus exporter, as Debian's is.
 *
 * @param self the name of this host among the plan's peers; absent: `haproxy -L` says it
 */
export declare function renderHaproxy(plan: HaproxyPlan, self?: string): string;
//# sourceMappingURL=haproxy-config.d.ts.map