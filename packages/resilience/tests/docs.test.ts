import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as lib from '@ninefold/resilience';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const PACKAGE = join(import.meta.dirname, '..');
const ROOT = join(PACKAGE, '../..');

/** What the pages take for granted around their snippets. */
const SURROUNDINGS = `
  interface Product { id: string }
  declare const order: { express: boolean; tenant: string };
  declare const flags: { chaos: boolean };
  declare const url: string;
  declare const meter: import('@ninefold/resilience/opentelemetry').OtelMeter;
  declare const tracer: import('@ninefold/resilience/opentelemetry').OtelTracer;
  declare const a: import('@ninefold/resilience').AnyPolicy, b: typeof a, c: typeof a;
  declare const error: unknown, circuit: import('@ninefold/resilience').Breaker;
  declare const snapshot: import('@ninefold/resilience').BreakerSnapshot;
  declare const ms: number, windowMs: number, buckets: number, minimumCalls: number;
  declare const failureRate: number, size: number, slowMs: number, factor: number;
  declare const initialMs: number, maxWaitMs: number, limit: number, freshMs: number;
  declare const maxConcurrent: number, maxQueue: number, queueTimeoutMs: number;
  declare const errorRate: number, latencyRate: number, resultRate: number;
  declare const failureThreshold: number, recoveryTimeoutMs: number, halfOpenMaxCalls: number;
  declare const value: string;
  declare function fn(): Promise<string>;
  declare function pay(order: object): Promise<void>;
  declare function loadUser(id: string): Promise<Product>;
  declare function processPayment(order: string, amount: number): Promise<void>;
  declare function checkInventory(product: string): Promise<void>;
`;

/** The pages' code: whole blocks, and calls of the library in running text and tables. */
async function snippets(): Promise<Map<string, string>> {
  const pages = (await readdir(join(PACKAGE, 'docs')))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file));
  const found = new Map<string, string>();
  for (const page of ['README.md', ...pages]) {
    const text = await readFile(join(PACKAGE, page), 'utf8');
    const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code as string);
    // In a table of a migration the first column is another library's code.
    const prose = text.replace(/^```.*?^```$/gms, '');
    const ours = page.includes('migration')
      ? prose.replace(/^\|[^|]*(?:\|\|[^|]*)*\|/gm, '')
      : prose;
    const inline = [...ours.matchAll(/`([^`\n]+)`/g)]
      .map(([, code]) => code as string)
      .filter((code) => {
        const called = /^(?:await )?(\w+)\(.*\)$/s.exec(code)?.[1];
        return called !== undefined && called in lib && !code.includes('…');
      });
    [...blocks, ...inline].forEach((code, index) => {
      found.set(`${page.replace(/\W/g, '-')}-${index}`, code);
    });
  }
  return found;
}

/** With the imports that a page leaves out. */
function asModule(code: string): string {
  const names = Object.keys(lib).filter(
    (name) =>
      new RegExp(String.raw`(?<![.\w'])${name}\b(?!:)`).test(code) &&
      !new RegExp(String.raw`(?:const|function) ${name}\b|import [^;]*\b${name}\b`).test(code),
  );
  return `import { ${names.join(', ')} } from '@ninefold/resilience';\n${code}\nexport {};\n`;
}

async function complaints(modules: Map<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ninefold-snippets-'));
  try {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      lib: ['es2023', 'dom'],
      types: [],
      paths: {
        '@ninefold/resilience': [join(PACKAGE, 'dist/index.d.ts')],
        '@ninefold/resilience/fetch': [join(PACKAGE, 'dist/guarded-fetch.d.ts')],
        '@ninefold/resilience/opentelemetry': [join(PACKAGE, 'dist/open-telemetry.d.ts')],
        '@ninefold/resilience/testing': [join(PACKAGE, 'dist/testing.d.ts')],
      },
    };
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    await writeFile(join(folder, 'surroundings.d.ts'), SURROUNDINGS);
    for (const [name, code] of modules) await writeFile(join(folder, `${name}.ts`), code);
    await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder]);
    return '';
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout === undefined) throw error;
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('documentation', () => {
  it('has no code that does not compile', async () => {
    const all = await snippets();
    expect(all.size).toBeGreaterThan(40);
    expect(await complaints(new Map([...all].map(([name, code]) => [name, asModule(code)])))).toBe(
      '',
    );
  });

  it('would be told of code that does not', async () => {
    const wrong = asModule("breaker({ trip: consecutive('five') });");
    expect(await complaints(new Map([['wrong', wrong]]))).toContain('wrong.ts(2,');
  });

  it('adds no undefined to answers, in programs that allow it for optional properties', async () => {
    const exact = asModule(
      'export const answer: Promise<string> = guard(timeout(1), retry()).execute(fn);',
    );
    expect(await complaints(new Map([['exact', exact]]))).toBe('');
  });

  it('shows the pictures that the code draws today', async () => {
    const env = { ...process.env, CHECK: '1' };
    await run(process.execPath, [join(PACKAGE, 'docs/pictures.mjs')], { env });
  });
});
