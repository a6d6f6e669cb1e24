import { clustersOf, paths } from '../cluster-of.js';
import { renderEtcd } from '../etcd/etcd-config.js';
import { guardPath, renderLeaseGuard } from '../etcd/lease-guard.js';
import { renderBackupScript, renderPgbackrest } from '../pgbackrest/pgbackrest.js';
import { fileOf, renderedOf } from '../rendered.js';
import { renderPatroniYaml, secretVariables } from './patroni-yaml.js';
import { renderPostBootstrap } from './post-bootstrap.js';
/** Patroni's and etcd's configuration for each host of each store under Patroni. */
export function renderPatroniTarget(contract) {
    const found = clustersOf(contract);
    if (!found.ok)
        return found;
    const files = found.clusters.flatMap((cluster) => [
        ...memberFiles(cluster),
        ...etcdFiles(cluster, contract.service),
    ]);
    const notes = [
        ...found.notes,
        `passwords go into ${paths.patroniSecrets} on each member (mode 0600): ${secretVariables.join(', ')}`,
        `certificates go into ${paths.tls.authority}, ${paths.tls.certificate} and ${paths.tls.key} on each host`,
    ];
    return renderedOf(files, notes, ['stores']);
}
function memberFiles(cluster) {
    const { scope, backup } = cluster;
    return cluster.members.flatMap((member) => [
        fileOf(member.address, paths.patroniConfig, renderPatroniYaml(cluster, member)),
        fileOf(member.address, paths.postBootstrap, renderPostBootstrap(cluster), 0o755),
        ...(backup === undefined
            ? []
            : [
                fileOf(member.address, paths.pgbackrestConfig, renderPgbackrest(scope, backup, member)),
                fileOf(member.address, paths.backupScript, renderBackupScript(scope, backup, member), 0o755),
            ]),
    ]);
}
function etcdFiles(cluster, service) {
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
//# sourceMappingURL=target.js.map