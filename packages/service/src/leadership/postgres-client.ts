/** What is used of a `Pool` of `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
}

/** What is used of a client of such a pool. */
export interface PostgresClient {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: unknown[]; readonly rowCount: number | null }>;
  /** With `true` the connection is closed instead of given to the next. */
  release(destroy?: boolean): void;
}

/**
 * Borrows a client. When aborted, its connection is closed: what was sent may still be carried out,
 * but no answer is waited for, and a connection that hangs does not stay in the pool.
 */
export async function withClient<T>(
  pool: PostgresPool,
  signal: AbortSignal,
  use: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const connecting = pool.connect();
  const aborted = rejectionOf(signal);
  try {
    let client: PostgresClient;
    try {
      client = await Promise.race([connecting, aborted.promise]);
    } catch (error) {
      connecting.then(
        (late) => {
          late.release(true);
        },
        () => undefined,
      );
      throw error;
    }
    try {
      return await Promise.race([use(client), aborted.promise]);
    } finally {
      client.release(signal.aborted);
    }
  } finally {
    aborted.forget();
  }
}

function rejectionOf(signal: AbortSignal): {
  readonly promise: Promise<never>;
  readonly forget: () => void;
} {
  let onAbort!: () => void;
  const promise = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  promise.catch(() => undefined);
  return {
    promise,
    forget: () => {
      signal.removeEventListener('abort', onAbort);
    },
  };
}
