import { appHosts, balancerHosts, clustersOf, paths, reasonsOf } from '../cluster-of.js';
import { guardPath, isGuarded } from '../etcd/lease-guard.js';
import { renderBackupUnits } from '../pgbackrest/pgbackrest.js';
import { fileOf, renderedOf } from '../rendered.js';
import { renderAppUnit } from './app-unit.js';
import { renderPatroniUnit } from './patroni-unit.js';
import { execLine, renderDropIn, renderUnit } from './units.js';
/** systemd units, and drop-ins for the units of Debian's packages, for each host of the contract. */
export function renderSystemdTarget(contract) {
    const hasClusters = contract.stores.some(({ patroni }) => patroni !== undefined);
    const found = hasClusters ? clustersOf(contract) : { ok: true, clusters: [], notes: [] };
    if (!found.ok)
        return found;
    const files = [
        ...found.clusters.flatMap((cluster) => [...memberUnits(cluster), ...etcdUnits(cluster)]),
        ...balancerUnits(contract),
        ...appUnits(contract),
    ];
    return renderedOf(files, [], ['stores']);
}
function unit(host, name, text) {
    return fileOf(host, `/etc/systemd/system/${name}`, text);
}
function memberUnits(cluster) {
    const { scope, backup } = cluster;
    const secretsFile = paths.patroniSecrets;
    const program = '/opt/patroni/bin/patroni';
    const backups = backup === undefined
        ? {}
        : renderBackupUnits(scope, backup, { script: paths.backupScript, secretsFile });
    return cluster.members.flatMap((member) => [
        unit(member.address, 'patroni.service', renderPatroniUnit(cluster, member, {
            program,
            configFile: paths.patroniConfig,
            secretsFile,
        })),
        ...Object.entries(backups).map(([name, text]) => unit(member.address, name, text)),
    ]);
}
function etcdUnits(cluster) {
    const { scope, reasons, timing } = cluster;
    const etcd = renderDropIn([
        'Environment=',
        'ExecStart=',
        `ExecStart=${execLine(['/usr/bin/etcd', '--config-file', paths.etcdConfig])}`,
        `# ${reasons.rto}: failing over needs etcd.`,
        'Restart=always',
        'RestartSec=1',
    ]);
    const guard = renderUnit({
        description: `Ends the lease of a silent leader of PostgreSQL cluster ${scope} after ${timing.leaseS} s`,
        unit: ['After=etcd.service', 'StartLimitIntervalSec=0'],
        service: [
            'User=etcd',
            `ExecStart=${execLine([guardPath(scope)])}`,
            `# ${reasons.rto}: without the guard a lost host costs Patroni's least ttl.`,
            'Restart=always',
            'RestartSec=1',
        ],
        wantedBy: 'multi-user.target',
    });
    return cluster.etcd.flatMap(({ address }) => [
        unit(address, 'etcd.service.d/ninefold.conf', etcd),
        ...(isGuarded(cluster) ? [unit(address, `patroni-lease-guard-${scope}.service`, guard)] : []),
    ]);
}
function balancerUnits(contract) {
    const { balancer } = contract;
    if (balancer.engine !== 'haproxy')
        return [];
    const { rto } = reasonsOf(contract);
    const restart = renderDropIn([
        `# ${rto}: a dead one is back at once.`,
        'Restart=always',
        'RestartSec=1',
    ]);
    return balancerHosts(balancer).flatMap((host) => [
        unit(host, 'haproxy.service.d/ninefold.conf', restart),
        ...(balancer.virtualAddress === undefined
            ? []
            : [unit(host, 'keepalived.service.d/ninefold.conf', restart)]),
    ]);
}
function appUnits(contract) {
    const { service, app } = contract;
    if (app === undefined)
        return [];
    return appHosts(service, app).map(({ address, port }) => unit(address, `${service}-${port}.service`, renderAppUnit(contract, app, port)));
}
//# sourceMappingURL=target.js.map