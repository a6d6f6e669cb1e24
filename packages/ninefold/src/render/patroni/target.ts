import type { Contract } from '../../contract/contract.ts';
import { clustersOf, paths } from '../cluster-of.ts';
import { renderEtcd } from '../etcd/etcd-config.ts';
import { guardPath, renderLeaseGuard } from '../etcd/lease-guard.ts';
import { renderBackupScript, renderPgbackrest } from '../pgbackrest/pgbackrest.ts';
import { fileOf, renderedOf } from '../rendered.ts';
import type { Rendered, RenderedFile } from '../rendered.ts';
import type { PatroniCluster, PatroniMember } from './cluster.ts';
import { isolationGuardPath, renderIsolationGuard } from './isolation-guard.ts';
import { renderPatroniYaml, secretVariables } from './patroni-yaml.ts';
import { renderPostBootstrap } from './post-bootstrap.ts';

/** Patroni's and etcd's configuration for each host of each store under Patroni. */
export function renderPatroniTarget(contract: Contract): Rendered {
  const found = clustersOf(contract);
  if (!found.ok) return found;
  const files = found.clusters.flatMap((cluster) => [
    ...memberFiles(cluster),
    ...etcdFiles(cluster, contract.service),
  ]);
  const notes = [
    ...found.notes,
    `passwords go into ${paths.patroniSecrets} on each member (mode 0600): ${secretVariables.join(', ')}`,
    ...found.clusters.flatMap(({ scope, backup }) =>
      backup === undefined
        ? []
        : [
            `${scope}: take the first backup at once (systemctl start pgbackrest-${scope}.service on the primary); until then nothing can be restored. When the whole store is lost, ${paths.patroniRestore} says what to do`,
          ],
    ),
    `certificates go into ${paths.tls.authority}, ${paths.tls.certificate} and ${paths.tls.key} on each host`,
  ];
  return renderedOf(files, notes, ['stores']);
}

function memberFiles(cluster: PatroniCluster): RenderedFile[] {
  const { scope, backup } = cluster;
  return cluster.members.flatMap((member) => [
    fileOf(member.address, paths.patroniConfig, renderPatroniYaml(cluster, member)),
    ...guardFiles(cluster, member),
    fileOf(member.address, paths.postBootstrap, renderPostBootstrap(cluster), 0o755),
    ...(backup === undefined
      ? []
      : [
          fileOf(
            member.address,
            paths.patroniRestore,
            renderPatroniYaml({ ...cluster, startFrom: 'archive' }, member),
          ),
          fileOf(member.address, paths.pgbackrestConfig, renderPgbackrest(scope, backup, member)),
          fileOf(
            member.address,
            paths.backupScript,
            renderBackupScript(scope, backup, member),
            0o755,
          ),
        ]),
  ]);
}

function guardFiles(cluster: PatroniCluster, member: PatroniMember): RenderedFile[] {
  const guard = renderIsolationGuard(cluster, member, paths.patroniConfig);
  if (guard === undefined) return [];
  return [fileOf(member.address, isolationGuardPath(cluster.scope), guard, 0o755)];
}

function etcdFiles(cluster: PatroniCluster, service: string): RenderedFile[] {
  const { etcd, tls, reasons, scope } = cluster;
  const plan = {
    cluster: service,
    members: etcd,
    ...(tls === undefined ? {} : { tls }),
    rtoReason: reasons.rto,
  };
  return etcd.flatMap((member) => {
    const guard = renderLeaseGuard(cluster, member);
    return [
      fileOf(member.address, paths.etcdConfig, renderEtcd(plan, member)),
      ...(guard === undefined ? [] : [fileOf(member.address, guardPath(scope), guard, 0o755)]),
    ];
  });
}
