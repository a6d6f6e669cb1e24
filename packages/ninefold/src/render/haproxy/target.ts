import type { Contract } from '../../contract/contract.ts';
import { at } from '../../contract/located-mistake.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import { balancerHosts, clustersOf, paths } from '../cluster-of.ts';
import { fileOf, renderedOf } from '../rendered.ts';
import type { Rendered } from '../rendered.ts';
import { renderHaproxy } from './haproxy-config.ts';
import { haproxyPlanOf } from './plan-of.ts';
import { reachGuardPath, reachVariables, renderReachGuard } from './reach-guard.ts';

/** `haproxy.cfg` for each host of HAProxy. */
export function renderHaproxyTarget(contract: Contract): Rendered {
  const mistakes = haproxyMistakes(contract);
  if (mistakes.length > 0) return { ok: false, mistakes };
  const hasClusters = contract.stores.some(({ patroni }) => patroni !== undefined);
  const found = hasClusters ? clustersOf(contract) : { ok: true as const, clusters: [], notes: [] };
  if (!found.ok) return found;
  const plan = haproxyPlanOf(contract, found.clusters);
  const virtualAddress = contract.balancer.virtualAddress?.replace(/\/.*$/, '');
  const guards = found.clusters.flatMap((cluster) => {
    const guard = renderReachGuard(cluster, virtualAddress === undefined ? {} : { virtualAddress });
    return guard === undefined ? [] : [{ path: reachGuardPath(cluster.scope), guard }];
  });
  const files = balancerHosts(contract.balancer).flatMap((host, index) => [
    fileOf(host, '/etc/haproxy/haproxy.cfg', renderHaproxy(plan, `balancer-${index}`)),
    ...guards.map(({ path, guard }) => fileOf(host, path, guard, 0o755)),
  ]);
  const needsCertificate = plan.stores.some(({ restAuthority }) => restAuthority !== undefined);
  const notes = [
    ...(needsCertificate
      ? [`the authority's certificate goes into ${paths.tls.authority} on each host of HAProxy`]
      : []),
    ...(guards.length > 0
      ? [
          `the reach guard asks Patroni for a switchover: ${paths.tls.certificate} and ${paths.tls.key}, readable by haproxy, and ${reachVariables.join(', ')} in ${paths.reachSecrets} (mode 0600), on each host of HAProxy`,
        ]
      : []),
  ];
  return renderedOf(files, [...found.notes, ...notes], ['balancer']);
}

/** Why there is no HAProxy to render for this contract. */
export function haproxyMistakes({ balancer }: Contract): LocatedMistake[] {
  if (balancer.engine === 'haproxy') return [];
  return [at(['balancer'], "the balancer is Ninefold's own, not HAProxy", 'balancer: haproxy')];
}
