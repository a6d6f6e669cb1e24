import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { constant } from './backoff.ts';
import { guarded } from './guarded-method.ts';
import { retry } from './retry.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** A class with the decorator syntax, which no runtime has yet: a compiler must write it out. */
const SOURCE = `
  export function repository(guarded: any, policy: any) {
    class Repository {
      rows = 2;
      tries = 0;
      @guarded(policy)
      async count(extra: number): Promise<number> {
        if (++this.tries === 1) throw new Error('down');
        return this.rows + extra;
      }
    }
    return new Repository();
  }
`;

interface Repository {
  tries: number;
  count(extra: number): Promise<number>;
}

const compilers: Record<string, (folder: string) => Promise<void>> = {
  TypeScript: async (folder) => {
    const options = ['--target', 'es2022', '--module', 'es2022', '--types', '', '--outDir', folder];
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    await promisify(execFile)(tsc, ['--ignoreConfig', ...options, join(folder, 'decorated.ts')], {
      cwd: folder,
    });
  },
  esbuild: async (folder) => {
    await build({
      entryPoints: [join(folder, 'decorated.ts')],
      outfile: join(folder, 'decorated.js'),
      target: 'es2022',
      format: 'esm',
      tsconfigRaw: {},
    });
  },
};

describe('guarded', () => {
  it.each(Object.entries(compilers))(
    'puts a method under a guard, with its this, its arguments and its name: %s',
    async (_name, compile) => {
      const folder = await mkdtemp(join(tmpdir(), 'ninefold-decorator-'));
      try {
        await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
        await writeFile(join(folder, 'decorated.ts'), SOURCE);
        await compile(folder);
        const module = (await import(pathToFileURL(join(folder, 'decorated.js')).href)) as {
          repository(decorate: typeof guarded, policy: unknown): Repository;
        };
        const made = module.repository(guarded, retry({ backoff: constant(0) }));
        expect(await made.count(40)).toBe(42);
        expect(made.tries).toBe(2);
        expect(made.count.name).toBe('count');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

  it('is typed: a decorated method keeps its signature', async () => {
    const decorate = guarded<[number]>(retry({ backoff: constant(0) }));
    const half = decorate((value: number) => Promise.resolve(value / 2), { kind: 'method' });
    const result: number = await half.call(undefined, 4);
    expect(result).toBe(2);
  });
});
