import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
const root = fileURLToPath(new URL('../../..', import.meta.url));
let copy;
beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'ninefold-lint-'));
    copyFileSync(join(root, '.oxlintrc.json'), join(copy, '.oxlintrc.json'));
});
afterEach(() => {
    rmSync(copy, { recursive: true, force: true });
});
/** What the project's own lint rules say of a file at this place. */
function lint(place, source) {
    const path = join(copy, 'packages/ninefold/src', place);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, source);
    const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--quiet'], {
        cwd: copy,
        encoding: 'utf8',
    });
    return { clean: status === 0, output: stdout };
}
it.each([
    ['a module of the system', 'history/rto.ts', "import { readFileSync } from 'node:fs';"],
    ['a driver', 'contract/schema.ts', "import pg from 'pg';"],
    ['an engine', 'history/rto.ts', "import { x } from '../engines/postgres/x.ts';"],
    ['the supervisor', 'report/html/page.ts', "import { x } from '../../supervisor/x.ts';"],
    ['I/O by a deeper path', 'failover/decide/x.ts', "import { x } from '../../topology/x.ts';"],
    ['the clock of the system', 'model/x.ts', "import { x } from '../clock/system-clock.ts';"],
    ['a builtin without its prefix', 'history/x.ts', "import { readFileSync } from 'fs';"],
    ['a process', 'report/x.ts', "import { spawn } from 'child_process';"],
    ['a builtin that is rare', 'contract/x.ts', "import { x } from 'inspector/promises';"],
    ['a part of a driver', 'history/x.ts', "import { x } from 'pg/lib/client.js';"],
    ['a package that is not named', 'history/x.ts', "import { x } from 'undici';"],
    ['a part of one that is', 'history/x.ts', "import { x } from 'zod/v4';"],
    ['a neighbour of one that is', 'slo/x.ts', "import { x } from '@grafana/data';"],
    ['the agent', 'failover/decide/x.ts', "import { x } from '../agent.ts';"],
    ['the lease file', 'failover/decide/x.ts', "import { x } from '../lease-file.ts';"],
    ['the store port', 'failover/decide/x.ts', "import { x } from '../store-port.ts';"],
    ['what is new beside the decisions', 'failover/decide/x.ts', "import { x } from '../disk.ts';"],
    ['the agent from afar', 'history/x.ts', "import { x } from '../failover/agent.ts';"],
    ['the whole package', 'history/x.ts', "import { x } from '../index.ts';"],
    ['a folder by way of a pure one', 'report/x.ts', "import { x } from '../history/../cli/x.ts';"],
    ['a folder that is not known yet', 'history/x.ts', "import { x } from '../disk/x.ts';"],
    ['I/O for what it exports', 'history/x.ts', "export { x } from '../engines/x.ts';"],
    ['I/O late', 'history/x.ts', "export const x = await import('node:fs');"],
    ['I/O for the clock', 'clock/until.ts', "import { setTimeout } from 'node:timers/promises';"],
    ['I/O for chance', 'clock/random.ts', "import { randomBytes } from 'crypto';"],
    ['I/O for the port of time', 'clock/clock.ts', "import { x } from './system-clock.ts';"],
    ['I/O for a port', 'ports/x.ts', "import { x } from 'net';"],
    [
        'an engine of the same name',
        'render/patroni/x.ts',
        "import { x } from '../../engines/patroni/x.ts';",
    ],
])('a pure folder imports no %s', (_what, place, statement) => {
    const { clean, output } = lint(place, `${statement}\nexport const y = 1;\n`);
    expect(clean).toBe(false);
    expect(output).toContain('A pure folder imports no I/O');
});
it.each([
    ['setTimeout', 'setTimeout(() => undefined, 1);'],
    ['process', 'export const y = process.pid;'],
    ['time of the day', 'export const y = Date.now();'],
    ['date', 'export const y = new Date();'],
    ['monotonic time', 'export const y = performance.now();'],
    ['chance', 'export const y = Math.random();'],
    ['chance by another spelling', "export const y = Math['random']();"],
    ['chance in parts', 'export const { random } = Math;'],
    ['random identity', 'export const y = crypto.randomUUID();'],
    ['process through the global object', 'export const y = globalThis.process;'],
    ['timer through the global object', 'globalThis.setTimeout(() => undefined, 1);'],
    ['timer in a signal', 'export const y = AbortSignal.timeout(1);'],
    ['microtask', 'queueMicrotask(() => undefined);'],
    ['socket', "export const y = new WebSocket('ws://127.0.0.1');"],
    ['buffer', "export const y = Buffer.from('x');"],
])('a pure folder takes no %s from the air', (_what, source) => {
    for (const place of ['failover/simulation/x.ts', 'clock/until.ts', 'ports/x.ts']) {
        const { clean, output } = lint(place, source);
        expect(output).toMatch(/no-restricted-(?:globals|properties)/);
        expect(clean).toBe(false);
    }
});
it.each([
    ['another engine', "import { x } from '../postgres/x.ts';"],
    ['proving', "import { x } from '../../prove/x.ts';"],
    ['failover', "import { x } from '../../failover/agent.ts';"],
])('an engine knows nothing of %s', (_what, statement) => {
    const { clean, output } = lint('engines/balancer/x.ts', `${statement}\nexport const y = x;\n`);
    expect(clean).toBe(false);
    expect(output).toContain('An engine knows nothing');
});
it.each([
    ['report/x.ts', '../history/x.ts'],
    ['report/html/x.ts', '../report-data.ts'],
    ['report/x.ts', './html/x.ts'],
    ['failover/decide/x.ts', '../../clock/clock.ts'],
    ['failover/simulation/x.ts', './agent.ts'],
    ['failover/simulation/x.ts', '../decide/x.ts'],
    ['history/x.ts', '../failover/decide/x.ts'],
    ['render/targets.ts', './patroni/x.ts'],
    ['render/haproxy/x.ts', '../patroni/x.ts'],
    ['render/haproxy/x.ts', '../config-text.ts'],
    ['clock/until.ts', './clock.ts'],
    ['contract/x.ts', 'yaml'],
    ['contract/x.ts', 'zod'],
    ['contract/x.ts', 'fastest-levenshtein'],
    ['report/x.ts', 'picocolors'],
    ['model/x.ts', 'ml-matrix'],
    ['slo/x.ts', '@grafana/grafana-foundation-sdk/dashboard'],
])('lets pure %s import pure %s', (place, from) => {
    const source = `import { x } from '${from}';\nexport const y = x;\n`;
    expect(lint(place, source)).toMatchObject({ clean: true });
});
it('lets the clock of the system take time from the system', () => {
    const source = 'export const y = (): number => performance.now() + Date.now();\n';
    expect(lint('clock/system-clock.ts', source)).toMatchObject({ clean: true });
});
//# sourceMappingURL=house-rules.test.js.map