import { connect } from 'node:net';

import {
  parseAnswers,
  parseStat,
  type HaproxyAnswers,
  type HaproxyServerState,
} from './parse-stat.ts';

const ANSWER_MS = 1_000;

/**
 * One command of HAProxy's runtime API (management guide, section 9.3) over its Unix socket.
 *
 * @throws the system's error, or one that says that no answer came in time
 */
export function askHaproxy(socketPath: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    let answer = '';
    socket.setEncoding('utf8');
    socket.setTimeout(ANSWER_MS, () => {
      socket.destroy(new Error(`HAProxy did not answer "${command}" within ${ANSWER_MS} ms`));
    });
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.once('end', () => {
      resolve(answer);
    });
    socket.once('error', reject);
    // HAProxy takes the end of our side for an end to all: the command alone ends its answer.
    socket.write(`${command}\n`);
  });
}

/** Every server of every backend. */
export async function readServers(socketPath: string): Promise<HaproxyServerState[]> {
  return parseStat(await askHaproxy(socketPath, 'show stat -1 4 -1'));
}

/** What clients of a backend were answered since HAProxy started; undefined when there is none. */
export async function readAnswers(
  socketPath: string,
  backend: string,
): Promise<HaproxyAnswers | undefined> {
  return parseAnswers(await askHaproxy(socketPath, 'show stat -1 2 -1'), backend);
}
