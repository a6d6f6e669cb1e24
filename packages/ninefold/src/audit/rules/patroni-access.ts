import { field, listOf, mapOf, textOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import { hbaRow } from '../../audit/read/pg-hba.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { texts } from './words.ts';

export const accessRules: readonly Rule[] = [
  {
    id: 'PG13',
    title: 'a placeholder that nobody fills in',
    severity: 'critical',
    item: 'failover',
    reads: 'all values',
    source:
      'https://patroni.readthedocs.io/en/latest/ENVIRONMENT.html (Patroni reads PATRONI_* from the environment, and expands nothing in its file)',
    *check(world): Generator<Sighting> {
      for (const part of world.part('patroni')) {
        for (const { text, path } of texts(part.data)) {
          const found = /\$\{?[A-Z_][A-Z0-9_]*\}?/.exec(text);
          if (found === null || /command|callback|script/.test(String(path.at(-1)))) continue;
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
    id: 'PG16',
    title: 'any host may ask Patroni to fail over',
    severity: 'high',
    item: 'failover',
    reads: 'restapi.listen, restapi.authentication, restapi.certfile, allowlist',
    source: 'https://patroni.readthedocs.io/en/latest/security.html',
    *check(world): Generator<Sighting> {
      for (const part of world.part('patroni')) {
        const rest = field(part.data, 'restapi');
        const listen = textOf(field(rest, 'listen')) ?? '';
        const isOpen = /^(?:0\.0\.0\.0|\*|\[?::\]?):/.test(listen);
        const isGuarded =
          field(rest, 'authentication') !== undefined ||
          field(rest, 'allowlist') !== undefined ||
          field(rest, 'verify_client') !== undefined ||
          hasVariable(world, 'PATRONI_RESTAPI_PASSWORD');
        if (!isOpen || isGuarded) continue;
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
    *check(world): Generator<Sighting> {
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
    source:
      'https://www.postgresql.org/docs/current/auth-password.html (md5 is deprecated since 18)',
    *check(world): Generator<Sighting> {
      for (const { part, path, row } of hbaRows(world)) {
        if (
          !['md5', 'password', 'trust'].includes(row.method) ||
          (row.method === 'trust' && row.type === 'local')
        )
          continue;
        if (row.method === 'trust' && /^(?:127\.|::1|localhost)/.test(row.address)) continue;
        yield {
          part,
          path,
          message: `${row.method} for ${row.database} as ${row.user}`,
          why:
            row.method === 'trust'
              ? 'anyone on that network is anyone in the database'
              : 'md5 is deprecated and will be removed: after an upgrade a member can not join',
          fix: 'scram-sha-256',
        };
      }
    },
  },
  {
    id: 'PG22',
    title: 'a password in the file',
    severity: 'low',
    item: 'runbooks',
    reads: 'postgresql.authentication',
    source:
      'https://patroni.readthedocs.io/en/latest/yaml_configuration.html (pgpass, certificates)',
    *check(world): Generator<Sighting> {
      for (const part of world.part('patroni')) {
        for (const [name, user] of Object.entries(
          mapOf(field(part.data, 'postgresql', 'authentication')),
        )) {
          const password = textOf(field(user, 'password'));
          if (password === undefined || password.includes('$')) continue;
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

function* hbaRows(
  world: World,
): Generator<{ part: Part; path: readonly Step[]; row: NonNullable<ReturnType<typeof hbaRow>> }> {
  for (const part of world.part('pg-hba')) {
    for (const [index, row] of listOf(field(part.data, 'rows')).entries()) {
      yield { part, path: ['rows', index], row: row as NonNullable<ReturnType<typeof hbaRow>> };
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
        if (row !== undefined) yield { part, path: [...base, index], row };
      }
    }
  }
}

/** Whether a container gets it: Patroni takes settings from its environment. */
function hasVariable(world: World, name: string): boolean {
  return world.workloads.some(({ containers }) =>
    containers.some(({ data }) =>
      listOf(field(data, 'env')).some((one) => field(one, 'name') === name),
    ),
  );
}
