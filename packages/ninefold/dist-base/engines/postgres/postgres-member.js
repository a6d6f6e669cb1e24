import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../clock/until.js';
import { EnvironmentError } from '../../ports/errors.js';
import { logLength, logSince, logTail } from '../../supervisor/log-file.js';
import { mountBounded } from '../../supervisor/bounded-directory.js';
import { acceptsConnections } from './accepts-connections.js';
import { baseBackup } from './base-backup.js';
import { openSession } from './session.js';
import { FOLLOW_FILE, NO_UPSTREAM, ROLES, TERM_TABLE, followConf, slotOf, } from './settings.js';
/** How long PostgreSQL may take to start, recovery from a crash included. */
const START_TIMEOUT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 2_000;
/** What a standby says that can't follow its primary. */
const DIVERGENCE = /forked off|ahead of the WAL flush position|has already been removed|no longer access replication slot|behind recovery timeline/;
/** One PostgreSQL server of a store. It does what it is told; who is primary is not its choice. */
export class PostgresMember {
    name;
    index;
    port;
    host = '127.0.0.1';
    #options;
    #dataDirectory;
    #bound;
    #process;
    #session;
    /** Raised by whatever ends the server: who began to start it before gives up. */
    #life = 0;
    #starting;
    /** Length of the log when it was last pointed at a primary (bytes). */
    #logMark = 0;
    /** Kills under way. */
    #kills = new Set();
    /** The last rebuild; one that was given up still takes a moment to let go of its files. */
    #rebuild = Promise.resolve();
    constructor(options) {
        this.#options = options;
        this.name = `${options.store}[${options.index}]`;
        this.index = options.index;
        this.port = options.port;
        const home = join(options.supervisor.runDirectory, `${options.store}-${options.index}`);
        this.#bound = options.boundBytes === undefined ? undefined : home;
        this.#dataDirectory = this.#bound === undefined ? home : join(home, 'data');
    }
    /** The file system of its own that its data lie on, if it has one. */
    get boundedDirectory() {
        return this.#bound;
    }
    /** The running process; absent before the first start. */
    get process() {
        return this.#process;
    }
    /** Makes the data directory from the template. */
    async create() {
        if (this.#bound !== undefined && this.#options.boundBytes !== undefined) {
            mountBounded(this.#bound, this.#options.boundBytes);
        }
        await copyTree(this.#options.template.dataDirectory, this.#dataDirectory, this.#options.supervisor.environment);
    }
    /**
     * Starts the server, and resolves as soon as the process runs.
     *
     * @throws EnvironmentError when the program can't be started; the signal's reason; an error when
     * the member was killed or stopped since this was asked. Then no process was left running
     */
    start(as, signal) {
        const starting = this.#startAfterKills(as, this.#life, signal);
        this.#starting = starting;
        return starting;
    }
    async #startAfterKills(as, life, signal) {
        const assertWanted = () => {
            signal?.throwIfAborted();
            if (life !== this.#life)
                throw new Error(`${this.name} was ended meanwhile`);
        };
        // Whoever still kills would find the new process in the same directory.
        await Promise.all(this.#kills);
        await this.#rebuild.catch(() => undefined);
        assertWanted();
        const { user, programs, supervisor } = this.#options;
        this.#follow(as.role === 'standby' ? (as.upstream ?? NO_UPSTREAM) : undefined);
        const standbySignal = join(this.#dataDirectory, 'standby.signal');
        if (as.role === 'standby')
            user.write(standbySignal, '');
        else
            rmSync(standbySignal, { force: true });
        // Left by a killed postmaster; its pid may belong to another process by now.
        rmSync(join(this.#dataDirectory, 'postmaster.pid'), { force: true });
        this.closeSession();
        const { uid, gid } = user.as;
        const process = await supervisor.start({
            member: this.name,
            file: programs.postgres,
            args: ['-D', this.#dataDirectory, '-p', String(this.port), '-c', `cluster_name=${this.name}`],
            cwd: this.#dataDirectory,
            ownDirectory: this.#dataDirectory,
            environment: { LC_ALL: 'C', TZ: 'UTC' },
            ...(uid === undefined || gid === undefined ? {} : { as: { uid, gid } }),
        });
        try {
            assertWanted();
        }
        catch (error) {
            await process.kill();
            throw error;
        }
        this.#process = process;
        return process;
    }
    /**
     * Waits until the server answers questions.
     *
     * @throws EnvironmentError with the end of its log when it exits instead; DeadlineError
     */
    async ready(signal) {
        const process = this.#process;
        if (!process)
            throw new EnvironmentError(`${this.name} was not started`);
        await until(`${this.name} to answer`, async () => {
            if (process.hasExited()) {
                throw new EnvironmentError(`${this.name} ended while starting; its log ends with:\n${logTail(process.logFile, 12)}`);
            }
            return this.status().then(() => true, () => false);
        }, {
            clock: this.#options.clock,
            withinMs: START_TIMEOUT_MS,
            everyMs: 5,
            ...(signal ? { signal } : {}),
        });
    }
    /**
     * Asks the server for its role, over a session that is kept open.
     *
     * @throws when it does not answer
     */
    async status() {
        const session = await this.#openSession();
        const { standby, port } = await session.row('SELECT pg_is_in_recovery() AS standby, ' +
            "(SELECT sender_port FROM pg_stat_wal_receiver WHERE status = 'streaming') AS port");
        return {
            role: standby === 't' ? 'standby' : 'primary',
            ...(port ? { streamsFromPort: Number(port) } : {}),
        };
    }
    /**
     * A standby's position, once it has replayed all that it received: only then the term it has
     * replayed belongs to the end of its log.
     *
     * @throws DeadlineError when replay does not catch up
     */
    async settledPosition(withinMs) {
        return until(`${this.name} to replay what it received`, async () => {
            const session = await this.#openSession();
            const { settled, lsn, term } = await session.row(
            // The receive position is null until it first asked to stream, at the end of its log.
            'SELECT pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn() AS settled, ' +
                'greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) AS lsn, ' +
                `(SELECT term FROM ${TERM_TABLE}) AS term`);
            if (settled !== 't')
                return undefined;
            return { flushedLsn: parseLsn(lsn ?? '0/0'), recordedTerm: Number(term) };
        }, { clock: this.#options.clock, withinMs, everyMs: 2 });
    }
    /** Whether a new connection gets an answer. */
    acceptsConnections(withinMs) {
        const { host, port } = this.#options.reachAt ?? this;
        return acceptsConnections(host, port, withinMs);
    }
    /**
     * Makes the standby primary, and resolves when it accepts writes.
     *
     * @throws DeadlineError, or the session's error
     */
    async promote(withinMs, signal) {
        const session = await this.#openSession();
        await session.row('SELECT pg_promote(wait => false)');
        await until(`${this.name} to end its recovery`, async () => {
            const { standby } = await session.row('SELECT pg_is_in_recovery() AS standby');
            return standby === 'f';
        }, { clock: this.#options.clock, withinMs, everyMs: 2, signal });
    }
    /**
     * Writes the term into the log, without waiting for standbys: whoever has a later write has this
     * too. With it standbys tell whose log they hold.
     */
    async recordTerm(term) {
        const session = await this.#openSession();
        await session.row(`UPDATE ${TERM_TABLE} SET term = ${term}`);
    }
    /** Streams from another primary from now on. */
    repoint(upstream) {
        this.#follow(upstream);
        this.#process?.signal('SIGHUP');
    }
    /**
     * Whether it said, since it was last pointed at a primary, that it can't follow that one: it
     * holds what that one never had, or misses what that one has no more.
     */
    hasDiverged() {
        if (!this.#process)
            return false;
        return DIVERGENCE.test(logSince(this.#process.logFile, this.#logMark));
    }
    /**
     * On a primary: the slots that its standbys ask for, each holding back the log from now on. One
     * that lost its log, since its standby was away for too long, is made anew.
     */
    async ensureSlots() {
        const session = await this.#openSession();
        await session.row("SELECT count(pg_drop_replication_slot(slot_name)) FROM pg_replication_slots WHERE wal_status = 'lost'");
        for (let index = 0; index < this.#options.settings.members; index++) {
            if (index === this.index)
                continue;
            const slot = slotOf(index);
            await session.row(`SELECT pg_create_physical_replication_slot('${slot}', true) WHERE NOT EXISTS ` +
                `(SELECT FROM pg_replication_slots WHERE slot_name = '${slot}')`);
        }
    }
    /** On a standby: drops the slots of its time as primary, which would hold back its log. */
    async dropSlots() {
        const session = await this.#openSession();
        await session.row('SELECT count(pg_drop_replication_slot(slot_name)) FROM pg_replication_slots WHERE NOT active');
    }
    /**
     * Replaces the data directory by a copy of the primary's, taken at `upstream`. The server must
     * not run.
     */
    rebuildFrom(upstream, signal) {
        const before = this.#rebuild;
        const rebuild = (async () => {
            await before.catch(() => undefined);
            signal?.throwIfAborted();
            await this.#replaceData(upstream, signal);
        })();
        this.#rebuild = rebuild;
        return rebuild;
    }
    async #replaceData(upstream, signal) {
        const { user, supervisor } = this.#options;
        const draft = `${this.#dataDirectory}.rebuild`;
        await rm(draft, { recursive: true, force: true });
        mkdirSync(draft, { mode: 0o700 });
        user.own(draft);
        await baseBackup({ ...this.login('replicator'), ...upstream }, draft, {
            user,
            environment: supervisor.environment,
            ...(signal ? { signal } : {}),
        });
        await rm(this.#dataDirectory, { recursive: true, force: true });
        renameSync(draft, this.#dataDirectory);
    }
    /** Shuts down cleanly: sessions end, standbys receive all that was written. */
    async stop(signal) {
        this.#life += 1;
        await this.#starting?.catch(() => undefined);
        const process = this.#process;
        if (!process)
            return;
        this.closeSession();
        process.signal('SIGINT');
        await until(`${this.name} to shut down`, () => process.hasExited(), {
            clock: this.#options.clock,
            withinMs: ANSWER_TIMEOUT_MS * 2,
            everyMs: 2,
            ...(signal ? { signal } : {}),
        });
        await process.kill();
    }
    /** Kills every process of the server; when it resolves none is left, and none will start. */
    async kill() {
        this.#life += 1;
        this.closeSession();
        const killing = this.#killAll(this.#starting);
        this.#kills.add(killing);
        try {
            await killing;
        }
        finally {
            this.#kills.delete(killing);
        }
    }
    async #killAll(starting) {
        // At once what runs; and again, should one have been about to.
        await this.#process?.kill();
        await starting?.catch(() => undefined);
        await this.#process?.kill();
    }
    closeSession() {
        this.#session?.close();
        this.#session = undefined;
    }
    login(role) {
        return {
            host: this.host,
            port: this.port,
            user: ROLES[role],
            password: this.#options.template.passwords[role],
            database: this.#options.settings.database,
        };
    }
    /** The one session for all questions; who asks while it is being opened waits for it. */
    #openSession() {
        const current = this.#session;
        if (current && !current.isClosed())
            return current.opening;
        const login = { ...this.login('agent'), ...this.#options.reachAt };
        const next = heldSession(openSession(login, ANSWER_TIMEOUT_MS));
        this.#session = next;
        return next.opening;
    }
    #follow(upstream) {
        const content = followConf(upstream, {
            index: this.index,
            password: this.#options.template.passwords.replicator,
        });
        this.#logMark = this.#process ? logLength(this.#process.logFile) : 0;
        this.#options.user.write(join(this.#dataDirectory, FOLLOW_FILE), content);
    }
}
function heldSession(opening) {
    let session;
    let closed = false;
    opening.then((opened) => {
        session = opened;
        if (closed)
            opened.close();
    }, () => (closed = true));
    return {
        opening,
        isClosed: () => closed || session?.closed === true,
        close: () => {
            closed = true;
            session?.close();
        },
    };
}
/** `16/B374D848` as a number of bytes. */
export function parseLsn(text) {
    const [high = '0', low = '0'] = text.split('/');
    return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}
/** `cp` keeps owners and shares blocks where the file system can; fs.cp does neither. */
async function copyTree(from, to, environment) {
    const child = spawn('cp', ['-a', '--reflink=auto', from, to], {
        env: { ...environment, PATH: process.env['PATH'] ?? '' },
        // A group of its own: Ctrl-C is ours to answer.
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => (complaint += chunk.toString()));
    const code = await new Promise((resolve, reject) => {
        child.once('close', resolve);
        child.once('error', reject);
    });
    if (code !== 0 || !existsSync(to)) {
        // On a full disk there is a line for each of a thousand files.
        const [first = ''] = complaint.trim().split('\n');
        throw new EnvironmentError(`can't copy the template to ${to}: ${first}`);
    }
}
//# sourceMappingURL=postgres-member.js.map