import { spawn } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';

import { storeContract } from './contracts.ts';
import { type Ending, NINEFOLD, ninefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { readReport } from './proof-report.ts';
import { type Scene, newScene } from './scene.ts';

const CONTRACT = storeContract({ faults: ['kill store primary'] });

describe('a run whose reader is a program', () => {
  let scene: Scene;
  let ending: Ending;
  beforeAll(async () => {
    scene = newScene();
    scene.write('ninefold.yaml', CONTRACT);
    ending = await ninefold(scene, ['prove', '--json', '--report', 'deep/reports']);
  });

  it('gives it JSON and nothing else on standard output', () => {
    const report: unknown = JSON.parse(ending.stdout);
    expect(report).toEqual(readReport(scene.path('deep/reports')));
    expect(report).toMatchObject({ schemaVersion: 1, verdict: { service: 'ledger' } });
  });

  it('tells people what happens in plain lines on standard error, without a terminal', () => {
    expect(ending.stderr).toMatch(/fault +ledger\[\d\] +kill ledger\[\d\]/);
    expect(ending.stderr).not.toContain('\u001B');
  });

  it('shows no password anywhere', () => {
    for (const text of [ending.stdout, ending.stderr]) {
      expect(text).not.toMatch(/postgres:\/\/|password/i);
    }
  });
});

it('keeps colours out of a pipe, also when it is told of a colourful terminal', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', CONTRACT);
  const { stdout, stderr } = await ninefold(scene, ['prove'], {
    environment: { NO_COLOR: '1', TERM: 'xterm-256color' },
  });
  expect(stdout).toContain('Written: ');
  expect(stdout + stderr).not.toContain('\u001B');
});

it('draws in colours on a terminal, but not with NO_COLOR', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', CONTRACT);
  const plain = await onTerminal(scene, { NO_COLOR: '1' });
  const colourful = await onTerminal(scene, {});
  // Colours are SGR sequences; the cursor moves either way.
  expect(colourful).toMatch(SGR);
  expect(plain).not.toMatch(SGR);
  expect(plain).toContain('Every promise');
});

// oxlint-disable-next-line no-control-regex -- an escape is what is looked for
const SGR = /\u001B\[[0-9;]*m/;

it('leaves nothing when its reader goes away', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', CONTRACT);
  const code = await shell(scene, `"$NODE" "$NINEFOLD" prove 2>&1 | head -1`);
  expect(code).toBe(0);
  await untilNothingIsLeft(scene, 60_000);
});

function shell(scene: Scene, script: string): Promise<number | null> {
  const child = spawn('bash', ['-c', script], {
    cwd: scene.folder,
    env: { ...process.env, ...scene.environment, NODE: process.execPath, NINEFOLD },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('close', resolve));
}

/** What `script`(1), a terminal of its own, shows. */
function onTerminal(scene: Scene, environment: Record<string, string>): Promise<string> {
  const { NO_COLOR: _, ...inherited } = process.env;
  const command = `'${process.execPath}' '${NINEFOLD}' prove`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: scene.folder,
    env: { ...inherited, ...scene.environment, TERM: 'xterm', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let shown = '';
  child.stdout.on('data', (bytes: Buffer) => (shown += bytes.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      resolve(shown);
    });
  });
}
