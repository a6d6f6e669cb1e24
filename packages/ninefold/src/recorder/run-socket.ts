import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { EnvironmentError, messageOf } from '../ports/errors.ts';
import type { Status } from '../slo/status-text.ts';

const SOCKET_FILE = 'status.sock';
/** The whole answer must be there by then (ms). */
const WITHIN_MS = 5_000;

/** What a running `ninefold up` says of itself. */
export interface RunAnswer {
  /** The version of Ninefold that runs: of another one the status may mean something else. */
  readonly version: string;
  readonly pid: number;
  /** The contract's file (absolute). */
  readonly contract: string;
  readonly status: Status;
}

/**
 * Answers `askRun` for the run in this directory, over a Unix socket that its user alone may open.
 *
 * @throws EnvironmentError when the socket can't be made
 */
export function answerForRun(directory: string, answer: () => RunAnswer): Promise<Server> {
  const path = join(directory, SOCKET_FILE);
  const server = createServer((incoming, response) => {
    incoming.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer()));
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new EnvironmentError(`can't listen on ${path}: ${messageOf(error)}`, { cause: error }),
      );
    });
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve(server);
    });
  });
}

/** Whether somebody answers for the run in this directory: `ninefold prove` does not. */
export function answersForRun(directory: string): boolean {
  return existsSync(join(directory, SOCKET_FILE));
}

/** @throws EnvironmentError when it does not answer */
export async function askRun(directory: string, signal: AbortSignal): Promise<RunAnswer> {
  try {
    return answerSchema.parse(JSON.parse(await get(join(directory, SOCKET_FILE), signal)));
  } catch (error) {
    signal.throwIfAborted();
    throw new EnvironmentError(
      `the ninefold up of ${directory} does not answer: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

const answerSchema: z.ZodType<RunAnswer> = z.object({
  version: z.string(),
  pid: z.number(),
  contract: z.string(),
  // Ours, by the version beside it.
  status: z.custom<Status>((value) => typeof value === 'object' && value !== null),
});

function get(socketPath: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { socketPath, path: '/', signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]) },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => (text += piece));
        response.once('end', () => {
          resolve(text);
        });
        response.once('error', reject);
      },
    );
    asking.once('error', reject);
    asking.end();
  });
}
