import { hostPort, lines, shellWord } from '../config-text.ts';
import type { PatroniCluster } from '../patroni/cluster.ts';

/** At least so long between two requests (s): a cluster is not passed around. */
const BETWEEN_REQUESTS_S = 15;

/** What it takes from its environment. */
export const reachVariables: readonly string[] = [
  'PATRONI_RESTAPI_USERNAME',
  'PATRONI_RESTAPI_PASSWORD',
];

/** Where the guard is. */
export interface ReachGuardPlan {
  /** Only the host that holds this address asks: the others have no clients. Absent: each asks. */
  readonly virtualAddress?: string;
}

/**
 * The reach guard: a script beside HAProxy that asks Patroni for a switchover when the primary's host
 * is silent for this balancer, while a member that it reaches says that the primary runs. For etcd and
 * the members nothing has happened then, and clients wait until the cut is healed.
 *
 * It decides nothing but to ask. The request names the leader that is meant and the synchronous standby,
 * and goes to that standby itself, so that it is one that this balancer reaches. Patroni switches over
 * as for an operator: the old primary ends before there is another. It refuses when the leader is another by
 * then, so two balancers that ask do no harm. A primary that is really lost can't answer Patroni
 * either: its lease runs out as before, and the request only names who is next.
 *
 * A slow primary is not a silent one: what is asked is whether its kernel takes a connection. A Patroni
 * that is down refuses, and so does a cut that rejects: but its PostgreSQL, which must live as a standby
 * streams from it, takes a connection unless there is a cut.
 *
 * Undefined where Patroni's own defaults were asked for.
 */
export function renderReachGuard(
  cluster: PatroniCluster,
  { virtualAddress }: ReachGuardPlan,
): string | undefined {
  const { tls, reasons, members, synchronousStandbys } = cluster;
  if (!hasReachGuard(cluster)) return undefined;
  const scheme = tls ? 'https' : 'http';
  const looks = reachLooks(cluster);
  return lines(
    '#!/bin/bash',
    `# ${reasons.rto}: asks for a switchover from a primary that this balancer does not reach.`,
    '# Rendered by Ninefold; runs beside HAProxy, needs curl.',
    'set -u',
    '# Where each member has its REST API.',
    'declare -A api=(',
    ...members.map(
      ({ name, address, restPort }) =>
        `  [${shellWord(name)}]=${shellWord(`${scheme}://${hostPort(address, restPort)}`)}`,
    ),
    ')',
    '# And its PostgreSQL.',
    'declare -A postgres=(',
    ...members.map(
      ({ name, address, postgresPort }) =>
        `  [${shellWord(name)}]=${shellWord(`${address} ${postgresPort}`)}`,
    ),
    ')',
    tls
      ? `how=(-s -m 1 --cacert ${shellWord(tls.authority)} --cert ${shellWord(tls.certificate)} --key ${shellWord(tls.key)})`
      : 'how=(-s -m 1)',
    '# The password is in the environment, and on no command line.',
    'login() {',
    '  local both=$PATRONI_RESTAPI_USERNAME:$PATRONI_RESTAPI_PASSWORD',
    '  both=${both//\\\\/\\\\\\\\}',
    '  printf \'user = "%s"\\n\' "${both//\\"/\\\\\\"}"',
    '}',
    "# serves <name>: the member's PostgreSQL takes a connection.",
    'serves() {',
    '  local address port',
    '  read -r address port <<<"${postgres[$1]}"',
    '  timeout 1 bash -c \'exec 3<>"/dev/tcp/$0/$1"\' "$address" "$port" 2>/dev/null',
    '}',
    "# told: what a member other than the leader says of the cluster, in Patroni's words.",
    'told() {',
    '  local name',
    '  for name in "${!api[@]}"; do',
    '    [ "$name" != "$leader" ] && curl "${how[@]}" -f "${api[$name]}/cluster" && return',
    '  done',
    '  return 1',
    '}',
    '',
    'leader= silent=0',
    'while sleep 0.5; do',
    '  if [ -n "$leader" ]; then',
    '    # Its answer, when it took the connection (0 is never), and the time of all. 28 is silence, 7 a refusal.',
    '    seen=$(curl "${how[@]}" -o /dev/null -w \'%{http_code} %{time_connect} %{time_total}\' "${api[$leader]}/primary")',
    '    status=$?',
    '    read -r code connected total <<<"$seen"',
    '    if [ "$code" = 200 ]; then',
    '      silent=0',
    '      continue',
    '    fi',
    '    if [ "$status" = 7 ]; then',
    '      # As long a look as one at silence: a standby whose primary has died says so meanwhile.',
    '      if [[ $total == 0.[0-8]* ]]; then sleep 1; fi',
    '    elif [ "$status" != 28 ] || [[ $connected =~ [1-9] ]]; then',
    '      leader= silent=0',
    '    fi',
    '  fi',
    '  cluster=$(told) || continue',
    '  [[ $cluster =~ \\"name\\":\\ \\"([^\\"]*)\\",\\ \\"role\\":\\ \\"leader\\",\\ \\"state\\":\\ \\"running\\" ]] || continue',
    '  if [ "${BASH_REMATCH[1]}" != "$leader" ]; then',
    '    leader=${BASH_REMATCH[1]} silent=0',
    '    [ -n "${api[$leader]-}" ] || leader=',
    '    continue',
    '  fi',
    '  silent=$((silent + 1))',
    `  # ${reasons.rto}: what it leaves when the switchover is taken off.`,
    `  ((silent >= ${looks})) || continue`,
    '  [[ ! $cluster =~ \\"pause\\":\\ true ]] || continue',
    virtualAddress === undefined
      ? undefined
      : `  [ -n "$(ip -o address show to ${shellWord(virtualAddress)})" ] || continue`,
    `  [[ $cluster =~ \\"name\\":\\ \\"([^\\"]*)\\",\\ \\"role\\":\\ \\"${synchronousStandbys > 0 ? '(sync|quorum)_standby' : 'replica'}\\",\\ \\"state\\":\\ \\"streaming\\" ]] || continue`,
    '  candidate=${BASH_REMATCH[1]}',
    '  [ -n "${api[$candidate]-}" ] || continue',
    '  # It is Patroni that is down there.',
    '  if [ "$status" = 7 ] && serves "$leader"; then',
    '    leader= silent=0',
    '    continue',
    '  fi',
    '  echo "$leader is not reached from here, and runs: a switchover to $candidate is asked for"',
    '  curl "${how[@]}" -m 20 -K <(login) -d "{\\"leader\\":\\"$leader\\",\\"candidate\\":\\"$candidate\\"}" \\',
    '    "${api[$candidate]}/switchover" || echo "no answer"',
    '  echo',
    '  leader= silent=0',
    `  sleep ${BETWEEN_REQUESTS_S}`,
    'done',
  );
}

/** Whether the balancers have a reach guard for this cluster. */
export function hasReachGuard({ tuning }: Pick<PatroniCluster, 'tuning'>): boolean {
  return tuning === 'promise';
}

/**
 * Looks without an answer, each of 1.5 s: half a second's pause, and one for the answer. The rest of a
 * lost host's lease, 4 s, is for the switchover, which is a shutdown with a checkpoint.
 */
function reachLooks({ timing }: Pick<PatroniCluster, 'timing'>): number {
  return Math.max(2, Math.floor((timing.leaseS - 4) / 1.5));
}

/** Where the guard of a cluster is on the balancers' hosts. */
export function reachGuardPath(scope: string): string {
  return `/usr/local/sbin/patroni-reach-guard-${scope}`;
}
