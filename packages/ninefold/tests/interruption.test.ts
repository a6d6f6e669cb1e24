import { expect, it } from 'vitest';

import { ordersContract } from './contracts.ts';
import { eventually } from './eventually.ts';
import { type RunningCommand, startNinefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

const MOMENTS: Readonly<Record<string, (said: string) => boolean>> = {
  'at its first sign of life': (said) => said.includes('trial 1 of 1'),
  'while stores boot': (said) => said.includes('started     balancer'),
  'while apps boot': (said) => /started +app\[2\]/.test(said),
  'under load': (said) => /admitted +app/.test(said),
  'while a fault is in force': (said) => /fault +orders\[\d\]/.test(said),
  'while it fails over': (said) => /detected +orders/.test(said),
  'while it heals': (said) => /healed/.test(said),
  'in the next trial': (said) => said.includes('(2 of 2)'),
};

const FAULTS = ['freeze store primary for 700ms', 'kill app'];

for (const [index, [moment, isReached]] of Object.entries(MOMENTS).entries()) {
  const signal = index % 2 === 0 ? 'SIGINT' : 'SIGTERM';
  it(`ends within 5 s on ${signal} ${moment}, with nothing left`, async () => {
    const scene = newScene();
    scene.write('ninefold.yaml', ordersContract({ faults: FAULTS }));
    const command = startNinefold(scene, ['prove']);
    await eventually(
      `the moment ${moment}`,
      60_000,
      () => isReached(command.stderr()),
      () => command.stderr(),
    );
    const elapsedMs = await endBy(command, signal);
    const { code, stderr, stdout } = await command.ended;
    expect(stderr).toContain(`ninefold: stopped by ${signal}; everything was ended`);
    expect(stdout).toBe('');
    expect(code).toBe(3);
    expect(scene.leftovers()).toEqual([]);
    expect(elapsedMs).toBeLessThan(5_000);
  });
}

it('ends within 5 s on SIGTERM during the very first run, which prepares its cache', async () => {
  const scene = newScene({ ownCache: true });
  scene.write('ninefold.yaml', ordersContract());
  const command = startNinefold(scene, ['prove']);
  await eventually('the boot to begin', 60_000, () =>
    command.stderr().includes('started     balancer'),
  );
  expect(await endBy(command, 'SIGTERM')).toBeLessThan(5_000);
  expect((await command.ended).code).toBe(3);
  expect(scene.leftovers()).toEqual([]);
});

it('takes a Ctrl-C that arrives several times, as npm hands it on, for one', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', ordersContract({ faults: FAULTS }));
  const command = startNinefold(scene, ['prove']);
  await eventually('the load', 60_000, () => /admitted +app/.test(command.stderr()));
  for (let times = 0; times < 5; times++) command.child.kill('SIGINT');
  const { code, stderr } = await command.ended;
  expect(stderr).toContain('ninefold: stopped by SIGINT; everything was ended');
  expect(code).toBe(3);
  expect(scene.leftovers()).toEqual([]);
});

/** How long it took (ms). */
async function endBy(command: RunningCommand, signal: NodeJS.Signals): Promise<number> {
  const startMs = performance.now();
  command.child.kill(signal);
  await command.ended;
  return performance.now() - startMs;
}
