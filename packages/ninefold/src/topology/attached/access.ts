import type { AttachSpec } from '../../contract/attach.ts';
import { BadInputError } from '../../ports/errors.ts';

/** How clients get in. Holds secrets: never to be shown. */
export interface ClientAccess {
  /** Of a SQL workload, with user and password. */
  readonly sqlUrl?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The variables that the secrets come from, which no command is given. */
  readonly variables: readonly string[];
}

/** @throws BadInputError when a variable that the contract names is not set */
export function clientAccess(
  { clients }: Pick<AttachSpec, 'clients'>,
  environment: Readonly<Record<string, string | undefined>>,
): ClientAccess {
  const { sql, headersEnv } = clients;
  const read = (name: string, key: string): string => {
    const value = environment[name];
    if (value !== undefined && value !== '') return value;
    throw new BadInputError(
      `the environment variable ${name} is not set; attach.clients.${key} of the contract names it`,
    );
  };
  const variables = [
    ...(sql?.passwordEnv === undefined ? [] : [sql.passwordEnv]),
    ...Object.values(headersEnv),
  ];
  return {
    ...(sql === undefined ? {} : { sqlUrl: withLogin(sql, read) }),
    headers: Object.fromEntries(
      Object.entries(headersEnv).map(([header, name]) => [
        header.toLowerCase(),
        read(name, 'headersEnv'),
      ]),
    ),
    variables,
  };
}

/** The same access to another server of the database. */
export function accessTo(sqlUrl: string, server: { host: string; port: number }): string {
  const url = new URL(sqlUrl);
  url.hostname = server.host.includes(':') ? `[${server.host}]` : server.host;
  url.port = String(server.port);
  return url.href;
}

function withLogin(
  sql: NonNullable<AttachSpec['clients']['sql']>,
  read: (name: string, key: string) => string,
): string {
  const url = new URL(sql.url);
  url.username = encodeURIComponent(sql.user);
  if (sql.passwordEnv !== undefined) {
    url.password = encodeURIComponent(read(sql.passwordEnv, 'passwordEnv'));
  }
  return url.href;
}
