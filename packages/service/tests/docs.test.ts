import { execFile, spawn } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ended, eventually, freePorts, hasPostgres, startPostgres } from './leadership-engines.ts';
import type { Postgres } from './leadership-engines.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const README = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ninefold-docs-'));
  symlinkSync(MODULES, join(directory, 'node_modules'));
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function snippetsOf(page: string): string[] {
  return [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code);
}

/** What a reader has around a snippet that shows a part. */
const AROUND = `
declare const app: import('fastify').FastifyInstance;
declare const pool: import('pg').Pool;
declare const leasePool: import('pg').Pool;
declare const lease: import('@ninefold/service').Lease;
declare const log: { info(fields: object): void };
declare const stopping: AbortSignal;
declare const kit: import('@ninefold/service').Service;
declare const mailUrl: string;
declare const paymentGuard: import('@ninefold/resilience').Guard<never>;
declare function ping(url: string, options: { signal: AbortSignal }): Promise<void>;
declare function nextHour(signal: AbortSignal): Promise<void>;
declare function tenantOf(request: import('node:http').IncomingMessage): string;
declare const service: typeof import('@ninefold/service').service;
declare const overload: typeof import('@ninefold/service').overload;
`;

it(
  'has snippets that compile, and without any option but strict',
  { timeout: 120_000 },
  async () => {
    const pages = [
      README,
      ...readdirSync(join(PACKAGE, 'docs'))
        .filter((name) => name.endsWith('.md'))
        .map((name) => readFileSync(join(PACKAGE, 'docs', name), 'utf8')),
    ];
    const snippets = pages.flatMap(snippetsOf);
    expect(snippets.length).toBeGreaterThan(7);
    writeFileSync(join(directory, 'around.d.ts'), AROUND);
    writeFileSync(join(directory, 'wrong.ts'), 'export const wrong: string = 1;\n');
    snippets.forEach((code, index) => {
      writeFileSync(join(directory, `snippet-${index}.ts`), `${code}\nexport {};\n`);
    });
    writeFileSync(
      join(directory, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'es2023',
          module: 'nodenext',
          types: ['node'],
          strict: true,
          skipLibCheck: true,
          noEmit: true,
        },
      }),
    );
    const run = promisify(execFile);
    const { stdout } = await run(join(MODULES, '.bin/tsc'), ['-p', directory]).catch(
      (error: unknown) => error as { readonly stdout: string },
    );
    // One that does not, to see that the compiler looked.
    expect(stdout.trim().split('\n')).toEqual([expect.stringContaining('wrong.ts(1,')]);
  },
);

describe.skipIf(!hasPostgres)('the first snippet of the README', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.close());

  it('is a service that is ready and leaves with 0', { timeout: 60_000 }, async () => {
    const [port = 0] = await freePorts(1);
    const [code = ''] = snippetsOf(README);
    const file = join(directory, 'app.mjs');
    writeFileSync(file, code.replace('port: 3000', `port: ${port}`));
    const { host, port: databasePort, user } = postgres.config;
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, DATABASE_URL: `postgres://${user}@${host}:${databasePort}/postgres` },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    try {
      const ready = await eventually('it to be ready', async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
        return answer?.status === 200 && answer;
      });
      expect(await ready.json()).toMatchObject({ checks: { 'orders:responseTime': [{}] } });
      child.kill('SIGTERM');
      await ended(child);
      expect(child.exitCode).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
