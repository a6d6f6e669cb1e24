import type { Contract } from '../../contract/contract.ts';
import { appHosts, balancerHosts, clustersOf, paths, reasonsOf } from '../cluster-of.ts';
import { guardPath, isGuarded } from '../etcd/lease-guard.ts';
import { hasReachGuard, reachGuardPath } from '../haproxy/reach-guard.ts';
import type { PatroniCluster } from '../patroni/cluster.ts';
import { hasIsolationGuard, isolationGuardPath } from '../patroni/isolation-guard.ts';
import { renderBackupUnits } from '../pgbackrest/pgbackrest.ts';
import { fileOf, renderedOf } from '../rendered.ts';
import type { Rendered, RenderedFile } from '../rendered.ts';
import { renderAppUnit } from './app-unit.ts';
import { renderPatroniUnit } from './patroni-unit.ts';
import { execLine, renderDropIn, renderUnit } from './units.ts';

/** systemd units, and drop-ins for the units of Debian's packages, for each host of the contract. */
export function renderSystemdTarget(contract: Contract): Rendered {
  const hasClusters = contract.stores.some(({ patroni }) => patroni !== undefined);
  const found = hasClusters ? clustersOf(contract) : { ok: true as const, clusters: [], notes: [] };
  if (!found.ok) return found;
  const files = [
    ...found.clusters.flatMap((cluster) => [...memberUnits(cluster), ...etcdUnits(cluster)]),
    ...balancerUnits(contract),
    ...reachUnits(contract, found.clusters),
    ...appUnits(contract),
  ];
  return renderedOf(files, [], ['stores']);
}

function unit(host: string, name: string, text: string): RenderedFile {
  return fileOf(host, `/etc/systemd/system/${name}`, text);
}

function memberUnits(cluster: PatroniCluster): RenderedFile[] {
  const { scope, backup, reasons } = cluster;
  const secretsFile = paths.patroniSecrets;
  const program = '/opt/patroni/bin/patroni';
  const backups =
    backup === undefined
      ? {}
      : renderBackupUnits(scope, backup, { script: paths.backupScript, secretsFile });
  const guard = renderUnit({
    description: `Ends a primary of PostgreSQL cluster ${scope} that is cut off from its standbys`,
    unit: ['After=patroni.service', 'StartLimitIntervalSec=0'],
    service: [
      '# Only its own: it may kill Patroni and PostgreSQL, and nothing else.',
      'User=postgres',
      'Group=postgres',
      `EnvironmentFile=${secretsFile}`,
      `ExecStart=${execLine([isolationGuardPath(scope)])}`,
      `# ${reasons.rto}: without the guard writes wait until the cut is healed.`,
      'Restart=always',
      'RestartSec=1',
    ],
    wantedBy: 'multi-user.target',
  });
  return cluster.members.flatMap((member) => [
    ...(hasIsolationGuard(cluster)
      ? [unit(member.address, `patroni-isolation-guard-${scope}.service`, guard)]
      : []),
    unit(
      member.address,
      'patroni.service',
      renderPatroniUnit(cluster, member, {
        program,
        configFile: paths.patroniConfig,
        secretsFile,
      }),
    ),
    ...Object.entries(backups).map(([name, text]) => unit(member.address, name, text)),
  ]);
}

function etcdUnits(cluster: PatroniCluster): RenderedFile[] {
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

function balancerUnits(contract: Contract): RenderedFile[] {
  const { balancer } = contract;
  if (balancer.engine !== 'haproxy') return [];
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

function reachUnits({ balancer }: Contract, clusters: readonly PatroniCluster[]): RenderedFile[] {
  if (balancer.engine !== 'haproxy') return [];
  return clusters.filter(hasReachGuard).flatMap(({ scope, reasons }) => {
    const guard = renderUnit({
      description: `Asks for a switchover of PostgreSQL cluster ${scope} from a primary that HAProxy does not reach`,
      unit: ['After=haproxy.service', 'StartLimitIntervalSec=0'],
      service: [
        'User=haproxy',
        '# Who may ask Patroni; readable by root only.',
        `EnvironmentFile=${paths.reachSecrets}`,
        `ExecStart=${execLine([reachGuardPath(scope)])}`,
        `# ${reasons.rto}: without the guard clients wait until the cut is healed.`,
        'Restart=always',
        'RestartSec=1',
      ],
      wantedBy: 'multi-user.target',
    });
    return balancerHosts(balancer).map((host) =>
      unit(host, `patroni-reach-guard-${scope}.service`, guard),
    );
  });
}

function appUnits(contract: Contract): RenderedFile[] {
  const { service, app } = contract;
  if (app === undefined) return [];
  return appHosts(service, app).map(({ address, port }) =>
    unit(address, `${service}-${port}.service`, renderAppUnit(contract, app, port)),
  );
}
