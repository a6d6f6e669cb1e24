import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'ninefold-lint-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(copy, '.oxlintrc.json'));
});

afterEach(() => {
  rmSync(copy, { recursive: true, force: true });
});

/** What the project's own lint rules say of a file at this place. */
function lint(place: string, source: string): { readonly clean: boolean; readonly output: string } {
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
])('a pure folder imports no %s', (_what, place, statement) => {
  const { clean, output } = lint(place, `${statement}\nexport const y = 1;\n`);
  expect(clean).toBe(false);
  expect(output).toContain('A pure folder imports no I/O');
});

it.each([
  ['setTimeout', 'setTimeout(() => undefined, 1);'],
  ['process', 'export const y = process.pid;'],
])('a pure folder takes no %s from the air', (_what, source) => {
  expect(lint('failover/simulation/x.ts', source).clean).toBe(false);
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

it('lets a pure folder import a pure one', () => {
  const source = "import { x } from '../history/x.ts';\nexport const y = x;\n";
  expect(lint('report/x.ts', source)).toMatchObject({ clean: true });
});
