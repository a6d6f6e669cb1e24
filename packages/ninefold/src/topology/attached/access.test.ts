import { expect, it } from 'vitest';

import type { AttachedClients } from '../../contract/attach.ts';
import { accessTo, clientAccess } from './access.ts';

const SQL: AttachedClients = {
  sql: {
    url: 'postgres://10.0.0.30:5432/orders?sslmode=verify-full',
    user: 'ninefold',
    passwordEnv: 'ORDERS_PASSWORD',
  },
  http: [],
  headersEnv: {},
};

it('takes secrets from the environment, whatever is in them', () => {
  const access = clientAccess({ clients: SQL }, { ORDERS_PASSWORD: 'p%@:/ ü' });
  const url = new URL(access.sqlUrl ?? '');
  expect(decodeURIComponent(url.password)).toBe('p%@:/ ü');
  expect(url.host + url.pathname + url.search).toBe('10.0.0.30:5432/orders?sslmode=verify-full');
  expect(access.variables).toEqual(['ORDERS_PASSWORD']);
});

it('takes headers from the environment, their names in lower case', () => {
  const clients = { http: ['https://a'], headersEnv: { Authorization: 'TOKEN' } };
  expect(clientAccess({ clients }, { TOKEN: 'Bearer x' }).headers).toEqual({
    authorization: 'Bearer x',
  });
});

it('refuses to begin without a secret', () => {
  expect(() => clientAccess({ clients: SQL }, {})).toThrow('ORDERS_PASSWORD is not set');
  expect(() => clientAccess({ clients: SQL }, { ORDERS_PASSWORD: '' })).toThrow('is not set');
});

it('reaches another server of the database with the same login', () => {
  const { sqlUrl = '' } = clientAccess({ clients: SQL }, { ORDERS_PASSWORD: 'x' });
  expect(accessTo(sqlUrl, { host: 'db-2', port: 6432 })).toBe(
    'postgres://ninefold:x@db-2:6432/orders?sslmode=verify-full',
  );
  expect(accessTo(sqlUrl, { host: 'fd00::2', port: 5432 })).toContain('@[fd00::2]:5432/');
});
