import { randomBytes } from 'node:crypto';

/** Of one store, for one run. Never shown, and in no file but where an engine needs it. */
export interface StorePasswords {
  readonly superuser: string;
  readonly replication: string;
  readonly rewind: string;
  readonly restUser: string;
  readonly rest: string;
  readonly app: string;
}

export function storePasswords(): StorePasswords {
  const password = (): string => randomBytes(18).toString('base64url');
  return {
    superuser: password(),
    replication: password(),
    rewind: password(),
    restUser: 'ninefold',
    rest: password(),
    app: password(),
  };
}
