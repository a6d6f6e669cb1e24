import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';

import { seededRandom } from '../src/clock/random.ts';
import { ordersContract } from './contracts.ts';
import { commandLine, processesOf } from './leftovers.ts';
import { eventually } from './eventually.ts';
import { startNinefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { newScene } from './scene.ts';

const MOMENTS = 20;
/** A run of these two faults takes about so long here, the boot included. */
const LONGEST_MS = 5_000;
const AT_ONCE = 2;
/** It outlives the members: it is who ends them. */
const KEEPER = 'supervisor/keeper.js';
const MEMBERS_NOTICE_WITHIN_MS = 2_000;

it(
  `leaves nothing when it is killed by SIGKILL at ${MOMENTS} random moments`,
  { timeout: 240_000 },
  async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 0xffffffff);
    const random = seededRandom(seed);
    const moments = Array.from({ length: MOMENTS }, () => Math.round(random() * LONGEST_MS));
    const survivors: string[] = [];
    let killed = 0;
    const pending = [...moments];
    const killOneAfterTheOther = async (): Promise<void> => {
      for (let atMs = pending.pop(); atMs !== undefined; atMs = pending.pop()) {
        const scene = newScene();
        scene.write(
          'ninefold.yaml',
          ordersContract({ faults: ['kill store primary', 'delay app by 50ms for 300ms'] }),
        );
        const command = startNinefold(scene, ['prove']);
        // A moment is a time: that is the claim, and no condition is waited for.
        await Promise.race([pause(atMs), command.ended]);
        if (command.child.kill('SIGKILL')) killed += 1;
        await command.ended;
        await eventually('every member to end', MEMBERS_NOTICE_WITHIN_MS, () =>
          processesOf(scene.temporary).every((pid) => commandLine(pid).includes(KEEPER)),
        ).catch((error: unknown) => survivors.push(`at ${atMs} ms: ${String(error)}`));
        await untilNothingIsLeft(scene, 5_000).catch((error: unknown) =>
          survivors.push(`at ${atMs} ms: ${String(error)}`),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, killOneAfterTheOther));
    expect(survivors, `SEED=${seed}`).toEqual([]);
    // Most of the moments must be within a run.
    expect(killed, `SEED=${seed}`).toBeGreaterThan(MOMENTS / 2);
  },
);
