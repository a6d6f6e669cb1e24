import { beforeAll, describe, expect, it } from 'vitest';

import type { Status } from '../src/slo/status-text.ts';
import { appContract, storeContract } from './contracts.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { type Ending, type RunningCommand, ninefold, startNinefold } from './ninefold-command.ts';
import { type Scene, newScene } from './scene.ts';
import { FILE_SERVICE } from './small-apps.ts';

interface Up {
  readonly urls: readonly string[];
  readonly members: readonly { readonly name: string; readonly pid: number }[];
}

const BUSY_WITHIN_MS = 20_000;

async function start(scene: Scene, contract: string): Promise<{ command: RunningCommand; up: Up }> {
  const command = startNinefold(scene, ['up', contract, '--json']);
  const line = await eventually(
    'ninefold up to say that it is up',
    60_000,
    () => command.stdout().includes('\n') && command.stdout(),
    () => command.stderr(),
  );
  return { command, up: JSON.parse(line) as Up };
}

/** 0 when the client had waited long enough. */
async function statusOfRead(url: string): Promise<number> {
  const signal = AbortSignal.timeout(1500);
  const response = await fetch(`${url}/notes/none`, { signal }).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.status ?? 0;
}

async function end({ child, ended }: RunningCommand): Promise<void> {
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
}

function statusIn({ stdout, stderr }: Ending): Status['objectives'][number] {
  const [first] = stdout === '' ? [] : (JSON.parse(stdout) as Status).objectives;
  if (first === undefined) throw new Error(stderr);
  return first;
}

describe('ninefold status beside a ninefold up', () => {
  let scene: Scene;
  let metricsPort: number;
  let contract: string;

  beforeAll(async () => {
    scene = newScene();
    ({ port: metricsPort } = await freePort());
    scene.write('app.mjs', FILE_SERVICE);
    contract = scene.write(
      'ninefold.yaml',
      appContract({
        run: '[node, app.mjs]',
        availability: '{ objective: 99.99%, agreement: 99%, window: 1h }',
        balancer: `{ metrics: ${metricsPort} }`,
      }),
    );
  });

  it('says that none runs, and what else there is to ask', async () => {
    const { code, stderr } = await ninefold(scene, ['status']);
    expect(code).toBe(3);
    expect(stderr).toContain('no ninefold up runs here. Start one, or say whom to ask');
  });

  it('knows nothing without traffic, keeps the promise under good traffic, and sees it broken', async () => {
    const { command, up } = await start(scene, contract);
    const [url = ''] = up.urls;
    const replicas = up.members.filter(({ name }) => name.startsWith('app['));
    const tell = (signal: 'SIGSTOP' | 'SIGCONT'): void => {
      for (const { pid } of replicas) process.kill(pid, signal);
    };
    const asked = (): Promise<Ending> => ninefold(scene, ['status', '--json']);
    const quiet = await asked();
    expect(quiet.code).toBe(3);
    expect(statusIn(quiet)).toMatchObject({
      state: 'unknown',
      reasons: ['there were no events in the window'],
    });

    for (let i = 0; i < 3; i++) expect(await statusOfRead(url)).toBe(404);
    const kept = await eventually('the good requests to be counted', BUSY_WITHIN_MS, async () => {
      const ending = await asked();
      return ending.code === 0 && ending;
    });
    expect(statusIn(kept)).toMatchObject({ state: 'kept', current: 1, incidents: [] });

    // Every replica is frozen: whoever asks waits in vain.
    tell('SIGSTOP');
    try {
      await Promise.all(Array.from({ length: 10 }, () => statusOfRead(url)));
    } finally {
      tell('SIGCONT');
    }
    const broken = await eventually(
      'the failed requests to be counted',
      BUSY_WITHIN_MS,
      async () => {
        const ending = await asked();
        return (statusIn(ending).incidents[0]?.bad ?? 0) >= 10 && ending;
      },
    );
    expect(broken.code).toBe(1);
    const status = statusIn(broken);
    expect(status).toMatchObject({
      name: 'notes-availability',
      objective: 0.9999,
      agreement: 0.99,
    });
    expect(status.current).toBeCloseTo(3 / 13, 1);
    expect(status.budget?.totalMinutes).toBeCloseTo(0.006, 9);
    expect(status.budget?.leftMinutes).toBeLessThan(0);
    expect(status.runsOutInMs).toBe(0);
    expect(status.incidents).toHaveLength(1);
    expect(status.incidents[0]?.bad).toBeGreaterThanOrEqual(10);

    const shown = await ninefold(scene, ['status', contract]);
    expect(shown.code).toBe(1);
    expect(shown.stdout).toMatch(
      /notes at \S+, from the ninefold up of process \d+, which counts since/,
    );
    expect(shown.stdout).toMatch(/notes-availability +99\.99% +\S+ % +-\S+ min of 0\.006 min/);

    const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(page).toMatch(
      /^ninefold_balancer_events_total\{service="notes",sli="availability",outcome="bad"\} \d+$/m,
    );
    expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);

    const other = await ninefold(scene, ['status', scene.write('other.yaml', storeContract())]);
    expect(other.code).toBe(3);
    expect(other.stderr).toContain('no ninefold up runs here with');

    const watching = startNinefold(scene, ['status', '--watch', '1s', '--json']);
    await eventually('two answers', 20_000, () => watching.stdout().split('\n').length > 2);
    await end(command);
    const { code, stderr } = await watching.ended;
    expect(stderr).toContain('does not answer');
    expect(code).toBe(3);
    expect(scene.leftovers()).toEqual([]);
  });

  it('asks which of two is meant', async () => {
    const here = newScene();
    here.write('app.mjs', FILE_SERVICE);
    const paths = ['one', 'two'].map((name) =>
      here.write(`${name}.yaml`, appContract({ run: '[node, app.mjs]', replicas: 1 })),
    );
    const runs = await Promise.all(paths.map((path) => start(here, path)));
    const unclear = await ninefold(here, ['status']);
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toContain('several ninefold up run here: process');
    const clear = await ninefold(here, ['status', paths[1] ?? '', '--json']);
    expect((JSON.parse(clear.stdout) as Status).source).toContain(
      `process ${runs[1]?.command.pid},`,
    );
    await Promise.all(runs.map(({ command }) => end(command)));
  });

  it('refuses a port for metrics that is taken, and leaves nothing', async () => {
    const here = newScene();
    here.write('app.mjs', FILE_SERVICE);
    const { port, close } = await freePort({ held: true });
    const path = here.write(
      'ninefold.yaml',
      appContract({ run: '[node, app.mjs]', balancer: `{ metrics: ${port} }` }),
    );
    const { code, stderr } = await ninefold(here, ['up', path]);
    close();
    expect(code).toBe(3);
    expect(stderr).toContain(`can't serve metrics at port ${port} of 127.0.0.1: it is in use`);
    expect(here.leftovers()).toEqual([]);
  });
});
