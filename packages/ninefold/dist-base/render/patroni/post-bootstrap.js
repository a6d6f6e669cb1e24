import { lines } from '../config-text.js';
/**
 * The script that Patroni runs once in a new cluster: it makes the service's role and database. It
 * takes the role's password from `NINEFOLD_SERVICE_PASSWORD`; a cluster that begins from an archive
 * has both already, and keeps them.
 */
export function renderPostBootstrap({ database, role }) {
    return lines('#!/bin/sh', '# Patroni runs this once, in a new cluster, with a connection string as its argument.', 'set -eu', 'psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$1" <<\'SQL\'', '-- There is no standby yet that could have these.', 'SET synchronous_commit = local;', '\\getenv password NINEFOLD_SERVICE_PASSWORD', `SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', ${sqlText(role)}, :'password')`, `  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${sqlText(role)}) \\gexec`, `SELECT format('CREATE DATABASE %I OWNER %I', ${sqlText(database)}, ${sqlText(role)})`, `  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${sqlText(database)}) \\gexec`, 'SQL');
}
function sqlText(text) {
    return `'${text.replaceAll("'", "''")}'`;
}
//# sourceMappingURL=post-bootstrap.js.map