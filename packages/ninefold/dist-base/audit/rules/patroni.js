import { booleanOf, field, listOf, mapOf, numberOf, textOf, wordOf } from '../../audit/part.js';
import { hbaRow } from '../../audit/read/pg-hba.js';
import { seconds, texts } from './words.js';
const dynamic = 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html';
const replication = 'https://patroni.readthedocs.io/en/latest/replication_modes.html';
const watchdog = 'https://patroni.readthedocs.io/en/latest/watchdog.html';
const wal = 'https://www.postgresql.org/docs/current/runtime-config-replication.html';
const dcsPath = ['bootstrap', 'dcs'];
function* clusters(world) {
    for (const part of world.part('patroni')) {
        const dcs = field(part.data, ...dcsPath);
        // A member's own file without the bootstrap section says nothing of the cluster.
        if (dcs === undefined)
            continue;
        const local = field(part.data, 'postgresql', 'parameters');
        yield {
            part,
            dcs: dcsPath,
            ttlS: numberOf(field(dcs, 'ttl')) ?? 30,
            loopS: numberOf(field(dcs, 'loop_wait')) ?? 10,
            retryS: numberOf(field(dcs, 'retry_timeout')) ?? 10,
            lagBytes: numberOf(field(dcs, 'maximum_lag_on_failover')) ?? 1_048_576,
            isSynchronous: ['on', 'true', 'quorum'].includes(String(field(dcs, 'synchronous_mode')).toLowerCase()),
            parameters: { ...mapOf(local), ...mapOf(field(dcs, 'postgresql', 'parameters')) },
            parametersPath: [...dcsPath, 'postgresql', 'parameters'],
        };
    }
}
/** `2GB`, `64MB`, or a bare number of the unit that the parameter has. */
export function memoryOf(value, bareUnit) {
    const match = /^(\d+)\s*(B|kB|KB|MB|GB|TB)?$/.exec(textOf(value) ?? '');
    if (match === null)
        return undefined;
    const units = {
        B: 1,
        kB: 2 ** 10,
        KB: 2 ** 10,
        MB: 2 ** 20,
        GB: 2 ** 30,
        TB: 2 ** 40,
    };
    return Number(match[1]) * (units[match[2] ?? ''] ?? bareUnit);
}
/** PostgreSQL's parameters, and where they stand: under Patroni or in a file of their own. */
function* postgresSettings(world) {
    for (const { part, parameters, parametersPath } of clusters(world))
        yield { part, parameters, path: parametersPath };
    for (const part of world.part('postgresql'))
        yield { part, parameters: mapOf(part.data), path: [] };
}
function etcdHosts(part) {
    for (const key of ['etcd3', 'etcd']) {
        const section = field(part.data, key);
        if (section === undefined)
            continue;
        const written = field(section, 'hosts') ?? field(section, 'host');
        const path = [key, field(section, 'hosts') === undefined ? 'host' : 'hosts'];
        const hosts = Array.isArray(written) ? written.map(textOf) : (textOf(written) ?? '').split(',');
        return {
            hosts: hosts
                .filter((one) => one !== undefined)
                .map((one) => one.trim())
                .filter((one) => one !== ''),
            path,
        };
    }
    return undefined;
}
export const patroniRules = [
    {
        id: 'PG01',
        title: 'synchronous_commit without synchronous_mode',
        severity: 'critical',
        item: 'replication',
        reads: 'bootstrap.dcs: synchronous_mode, synchronous_commit; RPO',
        source: replication,
        *check(world, { rpoMs }) {
            for (const { part, dcs, isSynchronous, parameters, parametersPath } of clusters(world)) {
                if (isSynchronous || textOf(parameters['synchronous_standby_names']) !== undefined)
                    continue;
                const commit = textOf(parameters['synchronous_commit']);
                const isWanted = commit !== undefined && commit !== 'off' && commit !== 'local';
                if (!isWanted && rpoMs !== 0)
                    continue;
                yield {
                    part,
                    path: isWanted ? [...parametersPath, 'synchronous_commit'] : [...dcs, 'synchronous_mode'],
                    message: `${isWanted ? `synchronous_commit ${commit} waits for nobody` : 'RPO 0 is promised, and replication is asynchronous'}: synchronous_mode is off`,
                    why: 'with synchronous_standby_names empty "on" means flushed on the primary alone: a failover loses what no standby had',
                    fix: 'bootstrap.dcs.synchronous_mode: true',
                    set: [[[...dcs, 'synchronous_mode'], 'true']],
                };
            }
        },
    },
    {
        id: 'PG02',
        title: 'the lag that is allowed is more than the RPO',
        severity: 'critical',
        item: 'replication',
        reads: 'maximum_lag_on_failover, ttl, WAL rate, RPO',
        source: `${replication}#maximum-lag-on-failover (worst loss: the lag, and what was written since it was last read)`,
        *check(world, { rpoMs, walBytesPerSecond: rate }) {
            for (const { part, dcs, isSynchronous, lagBytes, ttlS } of clusters(world)) {
                if (isSynchronous)
                    continue;
                const base = {
                    part,
                    path: [...dcs, 'maximum_lag_on_failover'],
                    fix: 'synchronous_mode: true; no lag bound alone gives RPO 0',
                };
                if (rpoMs === undefined) {
                    yield {
                        ...base,
                        message: `a failover may lose ${lagBytes} bytes and what is written in ${ttlS} s`,
                        why: 'maximum_lag_on_failover + WAL rate x ttl, against the RPO',
                        missing: ['rpoMs'],
                        severity: 'low',
                    };
                }
                else if (rpoMs === 0) {
                    yield {
                        ...base,
                        message: `${lagBytes} bytes of acknowledged writes may be lost, and the RPO is 0`,
                        why: `a standby that lacks up to ${lagBytes} bytes is promoted, and what was written in the ${ttlS} s of the lease is not even counted`,
                    };
                }
                else if (rate === undefined) {
                    yield {
                        ...base,
                        message: `whether ${lagBytes} bytes are less than ${seconds(rpoMs / 1000)} of writes is not known`,
                        why: 'maximum_lag_on_failover + WAL rate x ttl <= WAL rate x RPO',
                        missing: ['walBytesPerSecond'],
                        severity: 'low',
                    };
                }
                else if (lagBytes + rate * ttlS > (rate * rpoMs) / 1000) {
                    yield {
                        ...base,
                        message: `a failover may lose ${seconds(lagBytes / rate + ttlS)} of writes, and the RPO is ${seconds(rpoMs / 1000)}`,
                        why: `${lagBytes} B / ${rate} B/s + ttl ${ttlS} s`,
                    };
                }
            }
        },
    },
    {
        id: 'PG03',
        title: 'the lease ends before it can be renewed',
        severity: 'critical',
        item: 'failover',
        reads: 'ttl, loop_wait, retry_timeout',
        source: `${dynamic} (loop_wait + 2 x retry_timeout <= ttl)`,
        *check(world) {
            for (const { part, dcs, ttlS, loopS, retryS } of clusters(world)) {
                if (loopS + 2 * retryS <= ttlS)
                    continue;
                yield {
                    part,
                    path: [...dcs, 'ttl'],
                    message: `ttl ${ttlS} is shorter than loop_wait ${loopS} + 2 x retry_timeout ${retryS} = ${loopS + 2 * retryS}`,
                    why: 'one slow answer of etcd is enough for a healthy primary to lose its lease, and be demoted',
                    fix: `ttl: ${loopS + 2 * retryS}`,
                };
            }
        },
    },
    {
        id: 'PG04',
        title: 'failover takes longer than the RTO',
        severity: 'high',
        item: 'failover',
        reads: 'ttl, loop_wait, primary_start_timeout, RTO',
        source: `${dynamic} (node loss: up to ttl, then a loop, then promotion)`,
        *check(world, { rtoMs }) {
            for (const { part, dcs, ttlS, loopS } of clusters(world)) {
                const lossS = ttlS + loopS + 2;
                if (rtoMs === undefined) {
                    yield {
                        part,
                        path: [...dcs, 'ttl'],
                        message: `a lost host costs up to ${seconds(lossS)}`,
                        why: `ttl ${ttlS} + loop_wait ${loopS} + promotion 2 s, against the RTO`,
                        fix: 'a shorter ttl, if the promise asks for it',
                        missing: ['rtoMs'],
                        severity: 'low',
                    };
                }
                else if (lossS * 1000 > rtoMs) {
                    yield {
                        part,
                        path: [...dcs, 'ttl'],
                        message: `a lost host costs up to ${seconds(lossS)}, and the RTO is ${seconds(rtoMs / 1000)}`,
                        why: `ttl ${ttlS} + loop_wait ${loopS} + promotion 2 s = ${lossS} s`,
                        fix: 'ninefold render --target patroni, which computes ttl, loop_wait and retry_timeout from the RTO',
                    };
                }
            }
        },
    },
    {
        id: 'PG14',
        title: 'a crashed PostgreSQL is waited for',
        severity: 'high',
        item: 'failover',
        reads: 'primary_start_timeout (master_start_timeout), RTO',
        source: `${dynamic} (primary_start_timeout defaults to 300; worst case loop_wait + primary_start_timeout + loop_wait)`,
        *check(world, { rtoMs }) {
            for (const { part, dcs, loopS } of clusters(world)) {
                const written = numberOf(field(part.data, ...dcs, 'primary_start_timeout') ??
                    field(part.data, ...dcs, 'master_start_timeout'));
                const startS = written ?? 300;
                const worstS = 2 * loopS + startS;
                const boundS = rtoMs === undefined ? 120 : rtoMs / 1000;
                if (worstS <= boundS)
                    continue;
                yield {
                    part,
                    path: [...dcs, 'primary_start_timeout'],
                    message: `primary_start_timeout is ${startS}${written === undefined ? ' (the default)' : ''}: a crash of PostgreSQL may cost ${seconds(worstS)}`,
                    why: `2 x loop_wait ${loopS} + ${startS} = ${worstS} s until a standby is taken${rtoMs === undefined ? '' : `, and the RTO is ${seconds(boundS)}`}`,
                    fix: 'primary_start_timeout: 0 with synchronous_mode, else 30',
                };
            }
        },
    },
    {
        id: 'PG05',
        title: 'etcd without a spare member',
        severity: 'critical',
        item: 'failover',
        reads: 'etcd3.hosts, placement',
        source: 'https://etcd.io/docs/v3.6/faq/ (quorum is floor(n/2)+1)',
        *check(world, { placement }) {
            for (const part of world.part('patroni')) {
                const found = etcdHosts(part);
                if (found === undefined || found.hosts.some((one) => one.includes('$')))
                    continue;
                const { hosts, path } = found;
                if (hosts.length < 3 || hosts.length % 2 === 0) {
                    // One name may stand for many members, as a Service does.
                    if (hosts.length === 1 && path[1] === 'host')
                        continue;
                    const lost = hosts.length - (Math.floor(hosts.length / 2) + 1);
                    yield {
                        part,
                        path,
                        message: `${hosts.length} etcd ${hosts.length === 1 ? 'member' : 'members'}: ${lost} may fail`,
                        why: `a majority of ${hosts.length} is ${Math.floor(hosts.length / 2) + 1}; without it Patroni demotes the primary`,
                        fix: '3 or 5 members, on hosts of their own',
                    };
                }
                const places = hosts.map((one) => {
                    const name = one.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '');
                    return placement?.[name] ?? placement?.[name.split('.')[0] ?? ''] ?? name;
                });
                const quorum = Math.floor(hosts.length / 2) + 1;
                for (const place of new Set(places)) {
                    const shared = places.filter((one) => one === place).length;
                    if (shared < 2 || hosts.length - shared >= quorum)
                        continue;
                    yield {
                        part,
                        path,
                        message: `${shared} of ${hosts.length} etcd members stand on ${place}`,
                        why: `without it ${hosts.length - shared} remain, and ${quorum} are a quorum: that host is a single point of failure`,
                        fix: 'each member on a host of its own',
                    };
                }
            }
        },
    },
    {
        id: 'PG06',
        title: 'an outage of etcd demotes a healthy primary',
        severity: 'high',
        item: 'failover',
        reads: 'failsafe_mode',
        source: 'https://patroni.readthedocs.io/en/latest/dcs_failsafe_mode.html',
        *check(world) {
            for (const { part, dcs } of clusters(world)) {
                if (booleanOf(field(part.data, ...dcs, 'failsafe_mode')) === true)
                    continue;
                yield {
                    part,
                    path: [...dcs, 'failsafe_mode'],
                    message: 'failsafe_mode is off',
                    why: 'while etcd has no quorum the primary gives up, though all members see each other: an outage of etcd is one of the database',
                    fix: 'failsafe_mode: true',
                    set: [[[...dcs, 'failsafe_mode'], 'true']],
                };
            }
        },
    },
    {
        id: 'PG07',
        title: 'no watchdog that is sure',
        severity: 'high',
        item: 'failover',
        reads: 'watchdog.mode',
        source: watchdog,
        *check(world) {
            for (const part of world.part('patroni')) {
                const mode = field(part.data, 'watchdog', 'mode');
                if (mode === 'required')
                    continue;
                const shown = mode === undefined ? 'automatic (the default)' : wordOf(mode);
                yield {
                    part,
                    path: ['watchdog', 'mode'],
                    message: `watchdog.mode is ${shown}`,
                    why: 'without a watchdog a Patroni that hangs leaves its PostgreSQL accepting writes after another was promoted: two primaries',
                    fix: 'watchdog.mode: required, with /dev/watchdog given to Patroni',
                    ...(mode === 'automatic' ? { set: [[['watchdog', 'mode'], 'required']] } : {}),
                };
            }
        },
    },
    {
        id: 'PG08',
        title: 'a lost standby fills the disk of the primary',
        severity: 'high',
        item: 'storage',
        reads: 'use_slots, max_slot_wal_keep_size',
        source: `${wal}#GUC-MAX-SLOT-WAL-KEEP-SIZE (-1, the default, is without limit)`,
        *check(world) {
            for (const { part, parameters, parametersPath, dcs } of clusters(world)) {
                const uses = booleanOf(field(part.data, ...dcs, 'postgresql', 'use_slots')) ?? true;
                const keep = textOf(parameters['max_slot_wal_keep_size']);
                if (!uses || (keep !== undefined && keep !== '-1'))
                    continue;
                yield {
                    part,
                    path: [...parametersPath, 'max_slot_wal_keep_size'],
                    message: 'slots keep WAL without a limit',
                    why: 'a standby that is away keeps all WAL on the primary until its disk is full and it stops',
                    fix: 'max_slot_wal_keep_size below the free disk, such as 20GB',
                };
            }
            for (const part of world.part('postgresql')) {
                const keep = textOf(field(part.data, 'max_slot_wal_keep_size'));
                const slots = numberOf(field(part.data, 'max_replication_slots')) ?? 0;
                if (slots === 0 || (keep !== undefined && keep !== '-1'))
                    continue;
                yield {
                    part,
                    path: ['max_replication_slots'],
                    message: 'slots keep WAL without a limit',
                    why: 'a standby that is away keeps all WAL on the primary until its disk is full and it stops',
                    fix: 'max_slot_wal_keep_size below the free disk, such as 20GB',
                };
            }
        },
    },
    {
        id: 'PG09',
        title: 'more memory than the host has',
        severity: 'high',
        item: 'capacity',
        reads: 'max_connections, work_mem, shared_buffers, effective_cache_size, host memory',
        source: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM (several times work_mem in each session)',
        *check(world, { databaseMemoryBytes }) {
            for (const { part, parameters, path } of postgresSettings(world)) {
                const connections = numberOf(parameters['max_connections']);
                const work = memoryOf(parameters['work_mem'], 1024);
                const shared = memoryOf(parameters['shared_buffers'], 8192);
                if (connections === undefined || work === undefined || shared === undefined)
                    continue;
                const cache = memoryOf(parameters['effective_cache_size'], 8192);
                // effective_cache_size is what the host is thought to have for the cache: most of its memory.
                const host = databaseMemoryBytes ?? (cache === undefined ? undefined : (cache * 4) / 3);
                const needed = connections * work + shared;
                const gib = (bytes) => `${Number((bytes / 2 ** 30).toFixed(1))} GiB`;
                if (host !== undefined && needed <= host)
                    continue;
                yield {
                    part,
                    path: [...path, 'work_mem'],
                    message: `${connections} connections x ${gib(work)} + ${gib(shared)} = ${gib(needed)}${host === undefined ? '' : `, and the host has ${databaseMemoryBytes === undefined ? 'about ' : ''}${gib(host)}`}`,
                    why: 'when all sessions sort at once the kernel ends the primary; a query may take work_mem several times',
                    fix: 'a pool (PgBouncer) with fewer connections, or a smaller work_mem',
                    ...(host === undefined ? { missing: ['databaseMemoryBytes'], severity: 'low' } : {}),
                };
            }
        },
    },
    {
        id: 'PG10',
        title: 'no archive: no recovery to a point in time',
        severity: 'critical',
        item: 'pitr',
        reads: 'archive_mode, archive_command, archive_library',
        source: 'https://www.postgresql.org/docs/current/continuous-archiving.html',
        *check(world) {
            for (const { part, parameters, path } of postgresSettings(world)) {
                const mode = wordOf(parameters['archive_mode'] ?? 'off');
                const isOn = ['on', 'always', 'true'].includes(mode.toLowerCase());
                const command = textOf(parameters['archive_command']) ?? textOf(parameters['archive_library']) ?? '';
                const isReal = command !== '' && !/^(?:\/bin\/true|true|:|exit 0)$/.test(command.trim());
                if (isOn && isReal)
                    continue;
                yield {
                    part,
                    path: [...path, isOn ? 'archive_command' : 'archive_mode'],
                    message: isOn ? 'archive_mode is on, and nothing is archived' : 'archive_mode is off',
                    why: 'replication repeats a DROP TABLE on every standby within a second; without WAL in an archive there is no way back',
                    fix: 'archive_mode: on with pgBackRest or WAL-G',
                };
            }
        },
    },
    {
        id: 'PG12',
        title: 'the loss of one standby stops writes',
        severity: 'high',
        item: 'replication',
        reads: 'synchronous_mode_strict, synchronous_node_count, members',
        source: `${replication}#synchronous-mode`,
        *check(world, { databaseMembers: members }) {
            for (const { part, dcs, isSynchronous } of clusters(world)) {
                const isStrict = booleanOf(field(part.data, ...dcs, 'synchronous_mode_strict')) === true;
                const count = numberOf(field(part.data, ...dcs, 'synchronous_node_count')) ?? 1;
                if (!isSynchronous || !isStrict || (members !== undefined && members - 1 > count))
                    continue;
                yield {
                    part,
                    path: [...dcs, 'synchronous_mode_strict'],
                    message: members === undefined
                        ? `strict synchronous replication to ${count} needs ${count + 2} members`
                        : `${members} members, ${count} synchronous, strict: one lost standby stops all writes`,
                    why: `${members ?? 'n'} - 1 standbys must be more than ${count}`,
                    fix: `${count + 2} members`,
                    ...(members === undefined ? { missing: ['databaseMembers'], severity: 'low' } : {}),
                };
            }
        },
    },
    {
        id: 'PG13',
        title: 'a placeholder that nobody fills in',
        severity: 'critical',
        item: 'failover',
        reads: 'all values',
        source: 'https://patroni.readthedocs.io/en/latest/ENVIRONMENT.html (Patroni reads PATRONI_* from the environment, and expands nothing in its file)',
        *check(world) {
            for (const part of world.part('patroni')) {
                for (const { text, path } of texts(part.data)) {
                    const found = /\$\{?[A-Z_][A-Z0-9_]*\}?/.exec(text);
                    if (found === null || /command|callback|script/.test(String(path.at(-1))))
                        continue;
                    yield {
                        part,
                        path,
                        message: `${found[0]} is taken as it stands`,
                        why: 'Patroni does not expand variables in its file: the member announces this text as its address, or uses it as a password',
                        fix: `the value, or the environment: PATRONI_${path
                            .filter((step) => typeof step === 'string')
                            .join('_')
                            .toUpperCase()}`,
                    };
                }
            }
        },
    },
    {
        id: 'PG15',
        title: 'a rejoin that can not rewind',
        severity: 'medium',
        item: 'failover',
        reads: 'use_pg_rewind, wal_log_hints, data-checksums',
        source: 'https://www.postgresql.org/docs/current/app-pgrewind.html',
        *check(world) {
            for (const { part, dcs, parameters } of clusters(world)) {
                const rewinds = booleanOf(field(part.data, ...dcs, 'postgresql', 'use_pg_rewind'));
                const hasChecksums = listOf(field(part.data, 'bootstrap', 'initdb')).some((one) => one === 'data-checksums' || field(one, 'data-checksums') !== undefined);
                const hasHints = booleanOf(parameters['wal_log_hints']) === true;
                if (rewinds === true && (hasChecksums || hasHints))
                    continue;
                if (rewinds === undefined && part.text.includes('use_pg_rewind'))
                    continue;
                yield {
                    part,
                    path: [...dcs, 'postgresql', 'use_pg_rewind'],
                    message: rewinds === true
                        ? 'use_pg_rewind needs data checksums or wal_log_hints, and has neither'
                        : 'use_pg_rewind is off',
                    why: 'an old primary that went on for a moment is copied again whole: hours with one standby less',
                    fix: 'use_pg_rewind: true and data-checksums at initdb',
                };
            }
        },
    },
    {
        id: 'PG16',
        title: 'any host may ask Patroni to fail over',
        severity: 'high',
        item: 'failover',
        reads: 'restapi.listen, restapi.authentication, restapi.certfile, allowlist',
        source: 'https://patroni.readthedocs.io/en/latest/security.html',
        *check(world) {
            for (const part of world.part('patroni')) {
                const rest = field(part.data, 'restapi');
                const listen = textOf(field(rest, 'listen')) ?? '';
                const isOpen = /^(?:0\.0\.0\.0|\*|\[?::\]?):/.test(listen);
                const isGuarded = field(rest, 'authentication') !== undefined ||
                    field(rest, 'allowlist') !== undefined ||
                    field(rest, 'verify_client') !== undefined;
                if (!isOpen || isGuarded)
                    continue;
                yield {
                    part,
                    path: ['restapi', 'listen'],
                    message: `the REST API listens on ${listen} without authentication`,
                    why: 'POST /switchover, /restart and /reinitialize are for whoever reaches the port',
                    fix: 'restapi.authentication, or restapi.allowlist with the members',
                };
            }
        },
    },
    {
        id: 'PG17',
        title: 'pg_hba open to the world',
        severity: 'high',
        item: 'failover',
        reads: 'pg_hba',
        source: 'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
        *check(world) {
            for (const { part, path, row } of hbaRows(world)) {
                const isWorld = ['0.0.0.0/0', '::/0', 'all', '0.0.0.0 0.0.0.0'].includes(row.address);
                if (!isWorld || row.method === 'reject' || row.method === 'cert' || row.type === 'hostssl')
                    continue;
                yield {
                    part,
                    path,
                    message: `${row.database} as ${row.user} from ${row.address}, without TLS`,
                    why: 'whoever reaches the port may take all connections, and a password in clear opens the rest',
                    fix: 'hostssl, and the networks of the members and the app',
                    ...(row.database === 'replication' ? { severity: 'critical' } : {}),
                };
            }
        },
    },
    {
        id: 'PG18',
        title: 'md5, or worse',
        severity: 'medium',
        item: 'failover',
        reads: 'pg_hba',
        source: 'https://www.postgresql.org/docs/current/auth-password.html (md5 is deprecated since 18)',
        *check(world) {
            for (const { part, path, row } of hbaRows(world)) {
                if (!['md5', 'password', 'trust'].includes(row.method) ||
                    (row.method === 'trust' && row.type === 'local'))
                    continue;
                if (row.method === 'trust' && /^(?:127\.|::1|localhost)/.test(row.address))
                    continue;
                yield {
                    part,
                    path,
                    message: `${row.method} for ${row.database} as ${row.user}`,
                    why: row.method === 'trust'
                        ? 'anyone on that network is anyone in the database'
                        : 'md5 is deprecated and will be removed: after an upgrade a member can not join',
                    fix: 'scram-sha-256',
                };
            }
        },
    },
    {
        id: 'PG19',
        title: 'a standby may stop the vacuum of the primary',
        severity: 'low',
        item: 'capacity',
        reads: 'hot_standby_feedback, statement limits',
        source: `${wal}#GUC-HOT-STANDBY-FEEDBACK`,
        *check(world) {
            for (const { part, parameters, parametersPath } of clusters(world)) {
                if (booleanOf(parameters['hot_standby_feedback']) !== true)
                    continue;
                if (['idle_in_transaction_session_timeout', 'statement_timeout', 'transaction_timeout'].some((key) => parameters[key] !== undefined))
                    continue;
                yield {
                    part,
                    path: [...parametersPath, 'hot_standby_feedback'],
                    message: 'hot_standby_feedback is on, and no session has a limit',
                    why: 'one forgotten transaction on a standby keeps all dead rows on the primary, until it is slow or full',
                    fix: 'idle_in_transaction_session_timeout: 60s',
                };
            }
        },
    },
    {
        id: 'PG20',
        title: 'a commit that is not on disk',
        severity: 'critical',
        item: 'replication',
        reads: 'fsync, full_page_writes, synchronous_commit',
        source: 'https://www.postgresql.org/docs/current/runtime-config-wal.html',
        *check(world, { rpoMs }) {
            for (const { part, parameters, path } of postgresSettings(world)) {
                for (const key of ['fsync', 'full_page_writes', 'synchronous_commit']) {
                    if (booleanOf(parameters[key]) !== false || (key === 'synchronous_commit' && rpoMs !== 0))
                        continue;
                    yield {
                        part,
                        path: [...path, key],
                        message: `${key} is off`,
                        why: key === 'synchronous_commit'
                            ? 'RPO 0 is promised, and the last commits are lost by a crash'
                            : 'after a crash of the host the data may be damaged: then only a backup helps',
                        fix: `${key}: on`,
                        set: [[[...path, key], 'on']],
                    };
                }
            }
        },
    },
    {
        id: 'PG21',
        title: 'too few senders or slots for the members',
        severity: 'high',
        item: 'replication',
        reads: 'max_wal_senders, max_replication_slots, members',
        source: `${wal}#GUC-MAX-WAL-SENDERS`,
        *check(world, { databaseMembers: members }) {
            for (const { part, parameters, parametersPath } of clusters(world)) {
                for (const key of ['max_wal_senders', 'max_replication_slots']) {
                    const count = numberOf(parameters[key]);
                    const needed = (members ?? 3) + 1;
                    if (count === undefined || count >= needed)
                        continue;
                    yield {
                        part,
                        path: [...parametersPath, key],
                        message: `${key} ${count} is less than ${needed}`,
                        why: `${members ?? 3} members need one each, and a backup one more: the last standby can not connect`,
                        fix: `${key}: ${needed + 2}`,
                    };
                }
            }
        },
    },
    {
        id: 'PG22',
        title: 'a password in the file',
        severity: 'low',
        item: 'runbooks',
        reads: 'postgresql.authentication',
        source: 'https://patroni.readthedocs.io/en/latest/yaml_configuration.html (pgpass, certificates)',
        *check(world) {
            for (const part of world.part('patroni')) {
                for (const [name, user] of Object.entries(mapOf(field(part.data, 'postgresql', 'authentication')))) {
                    const password = textOf(field(user, 'password'));
                    if (password === undefined || password.includes('$'))
                        continue;
                    yield {
                        part,
                        path: ['postgresql', 'authentication', name, 'password'],
                        message: `the password of ${name} stands in the file`,
                        why: 'it can not be changed without touching every member at once, which is an outage when it leaks',
                        fix: 'a pgpass file, or PATRONI_*_PASSWORD from a secret',
                    };
                }
            }
        },
    },
];
function* hbaRows(world) {
    for (const part of world.part('pg-hba')) {
        for (const [index, row] of listOf(field(part.data, 'rows')).entries()) {
            yield { part, path: ['rows', index], row: row };
        }
    }
    for (const part of world.part('patroni')) {
        for (const base of [
            ['postgresql', 'pg_hba'],
            ['bootstrap', 'dcs', 'postgresql', 'pg_hba'],
            ['bootstrap', 'pg_hba'],
        ]) {
            for (const [index, line] of listOf(field(part.data, ...base)).entries()) {
                const row = hbaRow(textOf(line) ?? '');
                if (row !== undefined)
                    yield { part, path: [...base, index], row };
            }
        }
    }
}
//# sourceMappingURL=patroni.js.map