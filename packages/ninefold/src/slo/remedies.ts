import type { Contract } from '../contract/contract.ts';
import { describePartitions } from './kafka-commands.ts';
import type { RunbookStep } from './runbook.ts';
import type { Remedies } from './slo-alerts.ts';

/** Patroni's REST interface obeys only who logs in; the login is in the environment of its unit. */
export const PATRONI_LOGIN = 'set -a; . /etc/patroni/secrets.env; set +a   # as root';

/** What can be done about a service that fails, with the commands of the engines it runs on. */
export function remediesOf(contract: Contract): Remedies {
  return { mend: mendSteps(contract), failover: failoverSteps(contract) };
}

function mendSteps({
  service,
  app,
  balancer,
  stores,
  kubernetes,
  logs = [],
}: Contract): RunbookStep[] {
  const steps: RunbookStep[] = [
    {
      say: 'Did it begin with a change (a deployment, configuration, traffic)? Take the change back.',
    },
  ];
  if (app !== undefined && kubernetes !== undefined) {
    const target = `deployment/${service}`;
    const within = `kubectl -n ${kubernetes.namespace}`;
    steps.push({
      say: 'The app:',
      run: [
        `${within} rollout status ${target}`,
        `${within} rollout undo ${target}`,
        `${within} logs ${target} --since=15m --all-containers`,
      ],
    });
  } else if (app !== undefined) {
    steps.push({
      say: 'The app, on each of its hosts:',
      run: [`systemctl status '${service}*'`, `journalctl -u '${service}*' --since -15min`],
    });
  }
  if (balancer.engine === 'haproxy') {
    steps.push({
      say: 'Which servers the balancer still uses, on its host:',
      run: ["echo 'show servers state' | socat - UNIX-CONNECT:/run/haproxy/admin.sock"],
    });
  }
  for (const store of stores) {
    steps.push({
      say: `The store ${store.name}:`,
      run:
        store.patroni === undefined
          ? ["psql -XAt -c 'select pg_is_in_recovery(), pg_last_wal_receive_lsn()'"]
          : ['patronictl -c /etc/patroni/patroni.yml list', 'journalctl -u patroni --since -15min'],
    });
  }
  for (const log of logs) {
    steps.push({
      say: `The log ${log.name}, on a broker:`,
      run: [
        describePartitions(log, 'unavailable-partitions'),
        describePartitions(log, 'under-min-isr-partitions'),
      ],
    });
  }
  return steps;
}

function failoverSteps(contract: Contract): RunbookStep[] {
  const stores = contract.stores.map((store) => storeFailover(contract, store));
  if (contract.regions.length > 1) {
    stores.push({
      say: `A region: when one of ${contract.regions.join(', ')} is lost or fails alone, take its addresses out of the service's name and let its clients go to another. Do not send writes to a store whose primary may still live there.`,
    });
  }
  return stores.length > 0
    ? stores
    : [{ say: 'There is nothing to fail over: replicas stand in for each other by themselves.' }];
}

function storeFailover(
  { promise }: Contract,
  { name, patroni }: Contract['stores'][number],
): RunbookStep {
  const waits = `twice the promised RTO (${(2 * promise.rtoMs) / 1000} s)`;
  const lost =
    promise.rpoMs === 0
      ? 'Choose a synchronous standby (role "Sync Standby"): any other may lack acknowledged writes.'
      : 'Choose the standby with the least lag.';
  return patroni === undefined
    ? {
        say: `${name}: Ninefold's agent fails over by itself. By hand only when it has not after ${waits}: first make sure that the old primary is stopped and can't come back, then promote. ${lost}`,
        run: ["psql -XAt -c 'select pg_promote()'"],
      }
    : {
        say: `${name}: Patroni fails over by itself. By hand only when there has been no leader for ${waits} and etcd has its quorum; a primary that lives is switched over, not failed over. ${lost}`,
        run: [
          'patronictl -c /etc/patroni/patroni.yml list',
          PATRONI_LOGIN,
          `patronictl -c /etc/patroni/patroni.yml switchover ${name}   # the primary lives`,
          `patronictl -c /etc/patroni/patroni.yml failover ${name}     # it is gone`,
        ],
      };
}
