import { at } from '../../contract/located-mistake.js';
import { balancerHosts, clustersOf, paths } from '../cluster-of.js';
import { fileOf, renderedOf } from '../rendered.js';
import { renderHaproxy } from './haproxy-config.js';
import { haproxyPlanOf } from './plan-of.js';
/** `haproxy.cfg` for each host of HAProxy. */
export function renderHaproxyTarget(contract) {
    const mistakes = haproxyMistakes(contract);
    if (mistakes.length > 0)
        return { ok: false, mistakes };
    const hasClusters = contract.stores.some(({ patroni }) => patroni !== undefined);
    const found = hasClusters ? clustersOf(contract) : { ok: true, clusters: [], notes: [] };
    if (!found.ok)
        return found;
    const plan = haproxyPlanOf(contract, found.clusters);
    const files = balancerHosts(contract.balancer).map((host, index) => fileOf(host, '/etc/haproxy/haproxy.cfg', renderHaproxy(plan, `balancer-${index}`)));
    const needsCertificate = plan.stores.some(({ restAuthority }) => restAuthority !== undefined);
    const notes = needsCertificate
        ? [`the authority's certificate goes into ${paths.tls.authority} on each host`]
        : [];
    return renderedOf(files, [...found.notes, ...notes], ['balancer']);
}
/** Why there is no HAProxy to render for this contract. */
export function haproxyMistakes({ balancer }) {
    if (balancer.engine === 'haproxy')
        return [];
    return [at(['balancer'], "the balancer is Ninefold's own, not HAProxy", 'balancer: haproxy')];
}
//# sourceMappingURL=target.js.map