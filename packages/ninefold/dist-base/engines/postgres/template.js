import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync, } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError, codeOf, messageOf } from '../../ports/errors.js';
import { ROLES, TERM_TABLE, pgHbaConf, postgresqlConf, slotOf, } from './settings.js';
/**
 * A primed template: initialised, started once in single-user mode with its final settings (else a
 * standby made from it would stop at once, since the control file still has the defaults), given its
 * roles, its database and a slot for each member, and stopped cleanly. Made once for each combination of
 * settings (about 1 s) and kept in the cache; a copy takes a tenth of a second.
 *
 * @throws EnvironmentError with the program's last words when PostgreSQL can't be initialised
 */
export async function primedTemplate(cache, programs, user, settings) {
    const configuration = postgresqlConf(settings);
    const key = createHash('sha256')
        .update(JSON.stringify([
        programs.version,
        settings,
        configuration,
        pgHbaConf(),
        user.as.uid,
        leadership(),
    ]))
        .digest('hex')
        .slice(0, 16);
    const home = join(cache, `template-${key}`);
    if (!existsSync(home))
        await prime(home, programs, user, settings, configuration);
    const passwords = JSON.parse(readFileSync(join(home, 'passwords.json'), 'utf8'));
    if (!isPasswords(passwords)) {
        throw new EnvironmentError(`${home} is damaged: delete it, and it is made anew`);
    }
    return { dataDirectory: join(home, 'data'), passwords };
}
async function prime(home, programs, user, settings, configuration) {
    const draft = mkdtempSync(`${home}.`);
    try {
        chmodSync(draft, 0o711);
        const data = join(draft, 'data');
        mkdirSync(data, { mode: 0o700 });
        user.own(data);
        const passwords = {
            agent: randomBytes(24).toString('hex'),
            replicator: randomBytes(24).toString('hex'),
            app: randomBytes(24).toString('hex'),
        };
        // A group of its own: Ctrl-C is ours to answer.
        const as = { cwd: data, env: {}, detached: true, ...user.as };
        // Trust is for initdb's own single-user start; pg_hba.conf is replaced below.
        await run(programs.initdb, [
            '-D',
            data,
            '-U',
            ROLES.agent,
            '-E',
            'UTF8',
            '--locale=C',
            '-A',
            'trust',
            '--no-sync',
            '--wal-segsize=4',
            '--no-instructions',
        ], as);
        user.write(join(data, 'postgresql.conf'), configuration);
        user.write(join(data, 'pg_hba.conf'), pgHbaConf());
        // A commit must not wait for standbys that do not exist yet.
        const single = ['--single', '-D', data, '-c', 'synchronous_standby_names='];
        await run(programs.postgres, [...single, 'template1'], as, priming(settings, passwords));
        await run(programs.postgres, [...single, settings.database], as, leadership());
        writeFileSync(join(draft, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600 });
        renameSync(draft, home);
    }
    catch (error) {
        rmSync(draft, { recursive: true, force: true });
        // Another run may have primed the same template meanwhile; it is as good as ours.
        if (!existsSync(home))
            throw error;
    }
}
/** Statements for single-user mode: each on a line of its own. */
function priming({ database, members }, passwords) {
    const slots = Array.from({ length: members }, (_, index) => index).map((index) => `SELECT pg_create_physical_replication_slot('${slotOf(index)}')`);
    return `${[
        `ALTER ROLE ${ROLES.agent} PASSWORD '${passwords.agent}'`,
        `CREATE ROLE ${ROLES.replicator} LOGIN REPLICATION PASSWORD '${passwords.replicator}'`,
        `CREATE ROLE ${ROLES.app} LOGIN PASSWORD '${passwords.app}'`,
        // The one spare database is given the store's name: a copy is then 7 MB smaller.
        `ALTER DATABASE postgres RENAME TO "${database}"`,
        `ALTER DATABASE "${database}" OWNER TO ${ROLES.app}`,
        ...slots,
    ].join(';\n')};\n`;
}
/** Where a primary writes its term, so that standbys know whose log they hold. */
function leadership() {
    return `${[
        'CREATE SCHEMA ninefold',
        `CREATE TABLE ${TERM_TABLE} (term bigint NOT NULL)`,
        `INSERT INTO ${TERM_TABLE} VALUES (0)`,
    ].join(';\n')};\n`;
}
async function run(file, args, options, input = '') {
    const child = spawn(file, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk) => (output += chunk.toString()));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    const code = await new Promise((resolve, reject) => {
        child.once('error', (error) => {
            const hint = codeOf(error) === 'EACCES'
                ? '. The user that PostgreSQL runs as must be able to enter every folder on the way; NINEFOLD_CACHE names another place'
                : '';
            reject(new EnvironmentError(`can't run ${file}: ${messageOf(error)}${hint}`, { cause: error }));
        });
        child.once('close', resolve);
    });
    // Single-user mode exits 0 even when a statement failed.
    if (code !== 0 || /^.*\b(ERROR|FATAL|PANIC):/m.test(output)) {
        throw new EnvironmentError(`${file} failed (exit ${String(code)}): ${output.trim().slice(-2000)}`);
    }
}
function isPasswords(value) {
    return (typeof value === 'object' &&
        value !== null &&
        ['agent', 'replicator', 'app'].every((role) => role in value && typeof value[role] === 'string'));
}
//# sourceMappingURL=template.js.map