import { hostPort, lines, shellWord } from '../config-text.js';
/**
 * The lease guard: a script beside an etcd member that revokes the leader's lease when it has not
 * been refreshed for `timing.leaseS`, which is less than the least ttl that Patroni takes. It asks
 * its own member only; each host of etcd has one, so those that are in the quorum are enough.
 *
 * Only with `watchdog: required`. Patroni alone may go on as primary for longer than the guard waits
 * (see `selfDemotionS`); the watchdog resets the host `timing.watchdogS` after its last refresh. The
 * guard decides nothing: who leads next is Patroni's. A lease that was revoked too early, because
 * etcd was slow, costs an election: Patroni (3.0.3 and later) takes the key back only if nobody
 * has it.
 *
 * Undefined when the ttl alone keeps the promise.
 */
export function renderLeaseGuard(cluster, { address, clientPort }) {
    const { timing, tls, scope, reasons, watchdog } = cluster;
    if (!isGuarded(cluster))
        return undefined;
    if (watchdog !== 'required')
        throw new RangeError('a lease guard needs a watchdog');
    const scheme = tls ? 'https' : 'http';
    // etcd tells the remaining time in whole seconds, rounded down.
    const remainingS = timing.ttlS - timing.leaseS - 1;
    const key = `/service/${scope}/leader`;
    return lines('#!/bin/bash', `# ${reasons.rto}: ends the lease of a Patroni leader that was silent for ${timing.leaseS} s.`, '# Rendered by Ninefold; runs on each host of etcd, needs curl.', 'set -u', `etcd=${shellWord(`${scheme}://${hostPort(address, clientPort)}/v3`)}`, tls
        ? `how=(-s -m 1 --cacert ${shellWord(tls.authority)} --cert ${shellWord(tls.certificate)} --key ${shellWord(tls.key)})`
        : 'how=(-s -m 1)', `key='{"key":"${btoa(key)}"}' # ${key}`, 'lease=0', 'while sleep 0.25; do', '  # Who leads, and how long the lease lasts that was the last one: one connection for both.', '  seen=$(curl "${how[@]}" -d "$key" "$etcd/kv/range" \\', '    --next "${how[@]}" -d "{\\"ID\\":\\"$lease\\"}" "$etcd/lease/timetolive")', '  [[ $seen =~ \\"lease\\":\\"([0-9]+)\\" ]] || continue', '  if [ "${BASH_REMATCH[1]}" != "$lease" ]; then', '    lease=${BASH_REMATCH[1]}', '    continue', '  fi', '  [[ $seen =~ \\"TTL\\":\\"([0-9]+)\\" ]] || continue', `  if [ "\${BASH_REMATCH[1]}" -le ${remainingS} ]; then`, '    echo "lease $lease has ${BASH_REMATCH[1]} s left: revoked"', '    curl "${how[@]}" -d "{\\"ID\\":\\"$lease\\"}" "$etcd/lease/revoke" >/dev/null', '  fi', 'done');
}
/** Whether the lease ends before its ttl. */
export function isGuarded({ timing }) {
    return timing.leaseS < timing.ttlS;
}
/** Where the guard of a cluster is on etcd's hosts. */
export function guardPath(scope) {
    return `/usr/local/sbin/patroni-lease-guard-${scope}`;
}
//# sourceMappingURL=lease-guard.js.map