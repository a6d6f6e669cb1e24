import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { type Scene, isRoot } from './scene.ts';

/** The built command, as npm would link it. */
export const NINEFOLD: string = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

export const EXAMPLES: string = fileURLToPath(new URL('../../../examples', import.meta.url));

/** How a command ended, and what it said. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly pid: number;
  readonly child: ChildProcess;
  /** What it has said so far. */
  stdout(): string;
  stderr(): string;
  readonly ended: Promise<Ending>;
}

export interface CommandOptions {
  /** Default: the scene's folder. */
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Another installation's command. */
  readonly program?: string;
}

/** Starts `ninefold …args` as a user would, with the scene's own TMPDIR, and as its user. */
export function startNinefold(
  scene: Scene,
  args: readonly string[],
  { cwd = scene.folder, environment = {}, program = NINEFOLD }: CommandOptions = {},
): RunningCommand {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...scene.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(scene.uid === undefined || !isRoot ? {} : { uid: scene.uid, gid: scene.uid }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  // Whoever asks later is told; nobody asking is no crash of the test's process.
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
  };
}

/** Runs it to its end. */
export function ninefold(
  scene: Scene,
  args: readonly string[],
  options?: CommandOptions,
): Promise<Ending> {
  return startNinefold(scene, args, options).ended;
}
