import { randomInt } from 'node:crypto';
import type { Server } from 'node:http';
import { resolve } from 'node:path';

import { systemClock } from '../clock/system-clock.ts';
import { seededRandom } from '../clock/random.ts';
import { renderPlainLine } from '../report/progress/render-progress.ts';
import { closeServer } from '../recorder/metrics-server.ts';
import { answerForRun } from '../recorder/run-socket.ts';
import { type Topology, bootTopology } from '../topology/topology.ts';
import { readArguments } from './command-line.ts';
import type { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { print } from './output.ts';
import { readContract } from './read-contract.ts';
import { version } from './version.ts';

/** `ninefold up [contract]`: keeps the topology running, failing over for real, until Ctrl-C. */
export async function upCommand(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(
    'up',
    args,
    { json: { type: 'boolean', default: false } },
    1,
  );
  const { contract, directory, path } = readContract(positionals[0]);
  const startedAt = new Date(Math.round(systemClock.wallMs())).toISOString();
  const asked = interruption();
  const failing = new AbortController();
  const signal = AbortSignal.any([asked, failing.signal]);
  const startMs = systemClock.monotonicMs();
  const topology = await bootTopology({
    contract,
    directory,
    linked: false,
    bounded: false,
    clock: systemClock,
    random: seededRandom(randomInt(0xffffffff)),
    onEvent: (event) => {
      const line = values.json ? JSON.stringify(event) : renderPlainLine(event, startMs);
      process.stderr.write(`${line}\n`);
    },
    onFailure: (error) => {
      failing.abort(error);
    },
    signal,
  });
  let answering: Server | undefined;
  try {
    if (contract.app === undefined) samplePrimary(topology, signal);
    answering = await answerForRun(topology.runDirectory, () => ({
      version: version(),
      pid: process.pid,
      contract: resolve(path),
      status: {
        service: contract.service,
        source: `the ninefold up of process ${process.pid}, which counts since ${startedAt}`,
        at: new Date(Math.round(systemClock.wallMs())).toISOString(),
        objectives: topology.recorder.status(),
      },
    }));
    const members = topology.members.map((member) => ({
      name: member.name,
      pid: member.process()?.pid,
      log: member.process()?.logFile,
    }));
    if (values.json) {
      await print(JSON.stringify({ service: contract.service, urls: topology.baseUrls, members }));
    } else {
      await print(
        [
          `${contract.service} is up${topology.baseUrls.length > 0 ? ` at ${topology.baseUrls.join(' and ')}` : ''}`,
          ...contract.stores.map(({ name }) => {
            const { host, username, pathname } = new URL(topology.storeUrl(name));
            // Without its password: that is in the environment of the app alone.
            return `  ${name}  leads to its primary: ${username}@${host}${pathname}`;
          }),
          ...members.map(({ name, pid, log }) => `  ${name}  pid ${pid ?? '-'}  log ${log ?? '-'}`),
          'Kill any of them and see it mended; ninefold status says what it cost. Ctrl-C ends all.',
        ].join('\n'),
      );
    }
    await new Promise<void>((ended) => {
      if (signal.aborted) ended();
      signal.addEventListener('abort', () => {
        ended();
      });
      // The keeper's pipe alone does not keep Node running.
      const heartbeat = setInterval(() => undefined, 60_000);
      signal.addEventListener('abort', () => {
        clearInterval(heartbeat);
      });
    });
    if (!asked.aborted) signal.throwIfAborted();
    return 0;
  } finally {
    if (answering) await closeServer(answering);
    await topology.close();
  }
}

/** Without an app, a second is an event: whether the store has a primary. */
function samplePrimary({ stores: [store], recorder }: Topology, signal: AbortSignal): void {
  if (store === undefined) return;
  const sample = setInterval(() => {
    recorder.sample(systemClock.monotonicMs(), store.agent.primary() !== undefined);
  }, 1000);
  signal.addEventListener('abort', () => {
    clearInterval(sample);
  });
}
