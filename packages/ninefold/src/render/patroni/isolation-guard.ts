import { hostPort, lines, shellWord } from '../config-text.ts';
import type { PatroniCluster, PatroniMember } from './cluster.ts';

/** At least so long between two fences (s): a cluster is not passed around. */
const BETWEEN_FENCES_S = 15;

/**
 * The isolation guard: a script beside each member's Patroni that makes a primary give way which is cut
 * off from its standbys while etcd and clients reach it. Writes would wait until the cut is healed, and
 * for Patroni nothing has happened: etcd hears everybody.
 *
 * It fences its own host, and only when no standby has answered PostgreSQL for a while
 * (`isolationLooks`), etcd has heard a synchronous one meanwhile, and that one takes no connection from
 * here. A standby that is dead, slow or has a full disk fails one of the three. A PostgreSQL that is down
 * refuses connections, and so does a cut that rejects: but Patroni beside it, whom etcd has just heard,
 * takes one unless there is a cut. A host that just died
 * would be heard lately too; but a standby answers PostgreSQL every second, so etcd has heard it at most a
 * second after PostgreSQL did, and only what was heard after that counts. First Patroni and PostgreSQL are
 * killed: the Patroni that was started with this configuration, and the PostgreSQL of this data directory,
 * by what the kernel says of the process that `postmaster.pid` names. Its start time is not asked: it
 * would differ after the clock was set. Where either can't be told for certain nothing is touched. Only
 * when none of their processes is left, and etcd still names a synchronous standby, is the lease revoked. Then Patroni elects, as after any lease that ended, and that standby has every
 * acknowledged write.
 *
 * Undefined without synchronous replication: nobody waits then, and what was acknowledged would be lost.
 */
export function renderIsolationGuard(
  cluster: PatroniCluster,
  member: PatroniMember,
  /** Absolute: what Patroni was started with. */
  configFile: string,
): string | undefined {
  const { scope, tls, timing, reasons } = cluster;
  if (!hasIsolationGuard(cluster)) return undefined;
  const scheme = tls ? 'https' : 'http';
  const etcd = cluster.etcd.map(({ address, clientPort }) =>
    shellWord(`${scheme}://${hostPort(address, clientPort)}/v3`),
  );
  const others = cluster.members.filter(({ name }) => name !== member.name);
  const prefix = `/service/${scope}/`;
  const looks = isolationLooks(cluster);
  return lines(
    '#!/bin/bash',
    `# ${reasons.rto}: a primary that no standby answers gives way to one that etcd still hears.`,
    '# Rendered by Ninefold; runs beside Patroni, as its user, needs curl.',
    'set -u',
    'export LC_ALL=C',
    `self=${shellWord(member.name)}`,
    `config=${shellWord(configFile)}`,
    `data=${shellWord(member.dataDirectory)}`,
    `etcd=(${etcd.join(' ')})`,
    tls
      ? `how=(-s -f -m 1 --cacert ${shellWord(tls.authority)} --cert ${shellWord(tls.certificate)} --key ${shellWord(tls.key)})`
      : 'how=(-s -f -m 1)',
    "# The other members: name, address, PostgreSQL's and Patroni's port, and what etcd's JSON calls them.",
    'others=(',
    ...others.map(
      ({ name, address, postgresPort, restPort }) =>
        `  ${shellWord(`${name} ${address} ${postgresPort} ${restPort} ${btoa(`${prefix}members/${name}`)}`)}`,
    ),
    ')',
    '# Changes whenever a standby answers.',
    "query=\"SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE coalesce((SELECT",
    "  string_agg(pid || ' ' || reply_time, ',' ORDER BY pid) FROM pg_stat_replication",
    "  WHERE state = 'streaming'), '') END\"",
    'export PGPASSWORD=$PATRONI_SUPERUSER_PASSWORD PGCONNECT_TIMEOUT=1',
    `watch=(${shellWord(`${member.binDirectory}/psql`)} -XAtqw -h ${shellWord(member.socketDirectory)} -p ${member.postgresPort} -U postgres -d postgres)`,
    '',
    '# ask <path> <request>: the first etcd member that answers.',
    'ask() {',
    '  local url',
    '  for url in "${etcd[@]}"; do curl "${how[@]}" -d "$2" "$url/$1" && return; done',
    '  return 1',
    '}',
    '# of <key in base64>: its value and its lease, in what etcd told.',
    'of() {',
    '  [[ $told =~ \\"key\\":\\""$1"\\"[^}]*\\"value\\":\\"([^\\"]*)\\"(,\\"lease\\":\\"([0-9]+)\\")? ]] || return 1',
    '  value=$(base64 -d <<<"${BASH_REMATCH[1]}")',
    '  lease=${BASH_REMATCH[3]}',
    '}',
    '# takes <address> <port>: a connection. 124 is silence.',
    'takes() { timeout 1 bash -c \'exec 3<>"/dev/tcp/$0/$1"\' "$1" "$2" 2>/dev/null; }',
    "# reaches <address> <PostgreSQL's port> <Patroni's>: a network is there. Silence is none. A refusal is of a",
    '# PostgreSQL that is down, or of a cut that rejects: that refuses Patroni too, which lives.',
    'reaches() {',
    '  takes "$1" "$2" && return',
    '  (($? != 124)) && takes "$1" "$3"',
    '}',
    '# leads: Patroni is not paused, this member has the leader key, and a synchronous standby is named.',
    'leads() {',
    `  told=$(ask kv/range '{"key":"${btoa(prefix)}","range_end":"${btoa(rangeEnd(prefix))}"}') || return 1`,
    `  of '${btoa(`${prefix}config`)}' && [[ ! $value =~ \\"pause\\":\\ ?true ]] || return 1`,
    `  of '${btoa(`${prefix}leader`)}' && [ "$value" = "$self" ] || return 1`,
    '  leader=$lease',
    `  of '${btoa(`${prefix}sync`)}' && [[ $value =~ \\"sync_standby\\":\\ ?\\"([^\\"]+)\\" ]] || return 1`,
    '  standbys=${BASH_REMATCH[1]}',
    '}',
    '# is_cut_off: it leads, and of the synchronous standbys that etcd hears none takes a connection from here.',
    'is_cut_off() {',
    '  local other name address port rest key found=1',
    '  leads || return 1',
    '  for other in "${others[@]}"; do',
    '    read -r name address port rest key <<<"$other"',
    '    [[ ,$standbys, == *",$name,"* ]] && of "$key" || continue',
    '    [[ $value =~ \\"state\\":\\ ?\\"running\\" ]] || continue',
    '    [[ $(ask lease/timetolive "{\\"ID\\":\\"$lease\\"}") =~ \\"TTL\\":\\"([0-9]+)\\" ]] || continue',
    '    # Heard lately, and more than a second after PostgreSQL heard the last of it: else it may have died.',
    `    ((BASH_REMATCH[1] >= ${timing.ttlS - timing.loopWaitS - 2} && BASH_REMATCH[1] >= ${timing.ttlS} - (silent - 2) / 2)) || continue`,
    '    reaches "$address" "$port" "$rest" && return 1',
    '    found=0',
    '  done',
    '  return "$found"',
    '}',
    '',
    'alive() { [[ $(cat "/proc/$1/stat" 2>/dev/null) == *") "[!ZX]" "* ]]; }',
    "# is_patroni <pid>: Patroni with this configuration, as its '#!' starts it. An editor that has the file open,",
    '# patronictl or a check of the configuration is none.',
    'is_patroni() {',
    '  local args=()',
    '  mapfile -d "" -t args 2>/dev/null <"/proc/$1/cmdline"',
    '  [ "/proc/$1/root$config" -ef "$config" ] || return 1',
    '  [[ ${args[*]} =~ ^(([^\\ ]*/)?python[0-9.]*(\\ -[^\\ ]+)*\\ )?([^\\ ]*/)?patroni\\ "$config"$ ]]',
    '}',
    '# is_postmaster <pid>: PostgreSQL of this data directory. A pid that another process was given meanwhile is none.',
    'is_postmaster() {',
    '  local args=()',
    '  mapfile -d "" -t args 2>/dev/null <"/proc/$1/cmdline"',
    '  [[ ${args[*]} =~ ^([^\\ ]*/)?postgres\\  && " ${args[*]} " == *" -D $data "* ]] || return 1',
    '  [ "/proc/$1/cwd" -ef "$data" ]',
    '}',
    '# fence: true when no process of Patroni and PostgreSQL is left here.',
    'fence() {',
    '  local pids=() children=() postmaster= listed pid tries',
    '  read -r postmaster <"$data/postmaster.pid" && is_postmaster "$postmaster" || return 1',
    '  # Where the kernel does not list children, nobody could say that all have ended: nothing is touched.',
    '  listed=/proc/$postmaster/task/$postmaster/children',
    '  [ -r "$listed" ] || return 1',
    '  for pid in $(grep -lzxFf <(printf %s "$config") /proc/[0-9]*/cmdline 2>/dev/null | cut -d/ -f3); do',
    '    is_patroni "$pid" && pids+=("$pid")',
    '  done',
    '  # One that is not seen would start PostgreSQL again.',
    '  ((${#pids[@]} > 0)) || return 1',
    '  kill -KILL "${pids[@]}" 2>/dev/null',
    '  # Stopped, it has no more children than these.',
    '  kill -STOP "$postmaster" || return 1',
    '  read -ra children <"$listed"',
    '  pids+=("${children[@]}" "$postmaster")',
    '  kill -KILL "${children[@]}" "$postmaster" 2>/dev/null',
    '  for ((tries = 0; tries < 100; tries++)); do',
    '    for pid in "${pids[@]}"; do alive "$pid" && sleep 0.02 && continue 2; done',
    '    return 0',
    '  done',
    '  return 1',
    '}',
    '',
    'while :; do',
    '  exec 3< <(exec "${watch[@]}" <<<"$query \\watch 0.5" 2>/dev/null)',
    '  watcher=$! heard= silent=0',
    '  # A PostgreSQL that does not answer here tells nothing of the network.',
    '  while IFS= read -r -t 2 -u 3 seen; do',
    '    if [ "$seen" = standby ] || [[ -n $seen && $seen != "$heard" ]]; then',
    '      heard=$seen silent=0',
    '      continue',
    '    fi',
    '    silent=$((silent + 1))',
    `    # ${reasons.rto}: before PostgreSQL drops the standby, and Patroni takes it off its list.`,
    `    ((silent >= ${looks})) && is_cut_off || continue`,
    '    echo "no standby answers, and etcd hears one: $self gives way"',
    '    held=$leader',
    '    if ! fence; then',
    '      echo "not all of it could be ended: the lease is left alone"',
    '    elif leads && [ "$leader" = "$held" ]; then',
    '      ask lease/revoke "{\\"ID\\":\\"$held\\"}" >/dev/null',
    '    fi',
    `    sleep ${BETWEEN_FENCES_S}`,
    '    break',
    '  done',
    '  kill "$watcher" 2>/dev/null',
    '  exec 3<&-',
    '  sleep 1',
    'done',
  );
}

/** Whether a member's host has an isolation guard. */
export function hasIsolationGuard(
  cluster: Pick<PatroniCluster, 'synchronousStandbys' | 'tuning'>,
): boolean {
  return cluster.synchronousStandbys > 0 && cluster.tuning === 'promise';
}

/**
 * How many looks, half a second apart, may pass without an answer. PostgreSQL must still have the
 * standby when the primary is fenced (`walSenderTimeoutS`), or Patroni has written meanwhile that no
 * standby is synchronous, and none may be elected: a second for the question to the standby itself, a
 * second for the other questions, and one to spare.
 */
function isolationLooks({ timing }: Pick<PatroniCluster, 'timing'>): number {
  return Math.max(4, 2 * (timing.walSenderTimeoutS - 3) - 1);
}

/** The first key after all that begin with `prefix`. */
function rangeEnd(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}

/** Where the guard of a cluster is on its members' hosts. */
export function isolationGuardPath(scope: string): string {
  return `/usr/local/sbin/patroni-isolation-guard-${scope}`;
}
