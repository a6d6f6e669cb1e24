import { resolve } from 'node:path';

import { BadInputError, EnvironmentError } from '../ports/errors.ts';
import { answersForRun, askRun } from '../recorder/run-socket.ts';
import type { Status } from '../slo/status-text.ts';
import { runsThatGoOn } from '../supervisor/run-directory.ts';
import { version } from './version.ts';

/** A `ninefold up` that runs here. */
export interface RunningUp {
  /** @throws EnvironmentError when it has ended meanwhile, or does not answer */
  status(): Promise<Status>;
}

/**
 * The `ninefold up` of this user and temporary directory; of the contract's file, when it is given.
 *
 * @throws EnvironmentError when none runs, or one of another version
 * @throws BadInputError when several could be meant
 */
export async function runningUp(
  contract: string | undefined,
  signal: AbortSignal,
): Promise<RunningUp> {
  const runs = runsThatGoOn().filter((directory) => answersForRun(directory));
  const answers = await Promise.all(
    // One that ends just now is none that runs.
    runs.map((directory) => askRun(directory, signal).catch(() => undefined)),
  );
  const found = runs.flatMap((directory, index) => {
    const answer = answers[index];
    if (answer === undefined) return [];
    return contract === undefined || answer.contract === resolve(contract)
      ? [{ directory, answer }]
      : [];
  });
  const [only, another] = found;
  if (only === undefined) {
    throw new EnvironmentError(
      `no ninefold up runs here${contract === undefined ? '' : ` with ${contract}`}. Start one, or say whom to ask: --prometheus URL for the running service, --report FILE for what a past proof spent`,
    );
  }
  if (another !== undefined) {
    const several = found.map(({ answer }) => `process ${answer.pid} with ${answer.contract}`);
    throw new BadInputError(
      `several ninefold up run here: ${several.join(', ')}. Name the contract of one: ninefold status ${only.answer.contract}`,
    );
  }
  if (only.answer.version !== version()) {
    throw new EnvironmentError(
      `the ninefold up of process ${only.answer.pid} is version ${only.answer.version}, and this is ${version()}: use the same`,
    );
  }
  return { status: async () => (await askRun(only.directory, signal)).status };
}
