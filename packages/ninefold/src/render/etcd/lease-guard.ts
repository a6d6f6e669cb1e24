import { hostPort, lines, shellWord } from '../config-text.ts';
import type { PatroniCluster } from '../patroni/cluster.ts';

/**
 * The lease guard: a script beside each etcd member that revokes the leader's lease when it has not
 * been refreshed for `timing.leaseS`. Patroni takes no ttl below 20 s, but its own rule for how soon a
 * primary has given up by itself is `loop_wait + 2 x retry_timeout`, which is 7 s at the least. The
 * guard makes that the lease, and decides nothing: who leads next is Patroni's.
 *
 * Revoking, not deleting the key: a primary that wakes finds its lease gone, and Patroni (3.0.3 and
 * later) then takes the key only if nobody has it. Revoking too early costs an election, no write.
 *
 * Undefined when the ttl alone keeps the promise.
 */
export function renderLeaseGuard(cluster: PatroniCluster): string | undefined {
  const { timing, tls, scope, reasons } = cluster;
  if (timing.leaseS >= timing.ttlS) return undefined;
  const scheme = tls ? 'https' : 'http';
  const endpoints = cluster.etcd.map(
    ({ address, clientPort }) => `${scheme}://${hostPort(address, clientPort)}`,
  );
  // etcd tells the remaining time in whole seconds, rounded down.
  const remainingS = timing.ttlS - timing.leaseS - 1;
  return lines(
    '#!/bin/sh',
    `# ${reasons.rto}: ends the lease of a Patroni leader that was silent for ${timing.leaseS} s.`,
    '# Rendered by Ninefold; runs on each host of etcd, needs etcdctl.',
    'set -u',
    'export ETCDCTL_API=3',
    `export ETCDCTL_ENDPOINTS=${shellWord(endpoints.join(','))}`,
    tls && [
      `export ETCDCTL_CACERT=${shellWord(tls.authority)}`,
      `export ETCDCTL_CERT=${shellWord(tls.certificate)}`,
      `export ETCDCTL_KEY=${shellWord(tls.key)}`,
    ],
    `key=${shellWord(`/service/${scope}/leader`)}`,
    'ask() { etcdctl --dial-timeout=1s --command-timeout=1s "$@" 2>/dev/null; }',
    'while sleep 0.25; do',
    `  lease=$(ask get --write-out=json "$key" | sed -n 's/.*"lease":\\([0-9]*\\).*/\\1/p')`,
    '  [ -n "$lease" ] || continue',
    '  lease=$(printf %x "$lease")',
    `  left=$(ask lease timetolive "$lease" | sed -n 's/.*remaining(\\([0-9]*\\)s).*/\\1/p')`,
    '  [ -n "$left" ] || continue',
    `  if [ "$left" -le ${remainingS} ]; then`,
    '    echo "lease $lease of $key has ${left}s left: revoked"',
    '    ask lease revoke "$lease" >/dev/null',
    '  fi',
    'done',
  );
}

/** Where the guard of a cluster is on etcd's hosts. */
export function guardPath(scope: string): string {
  return `/usr/local/sbin/patroni-lease-guard-${scope}`;
}
