import { eventually } from './eventually.ts';
import type { Scene } from './scene.ts';

/** Fails unless, within the time, the scene's commands have left nothing at all. */
export async function untilNothingIsLeft(scene: Scene, withinMs: number): Promise<void> {
  await eventually(
    'nothing to be left',
    withinMs,
    () => scene.leftovers().length === 0,
    () => scene.leftovers().join('\n'),
  );
}
