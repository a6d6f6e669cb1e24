import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { prepareStep } from '../faults/prepare-step.ts';
import type { Grant } from '../history/history.ts';
import { messageOf } from '../ports/errors.ts';
import type { TopologyEvent } from '../ports/events.ts';
import { proportionalMemoryBytes } from '../supervisor/process-table.ts';
import { type Topology, bootTopology } from '../topology/topology.ts';
import { type Workload, startWorkload } from '../workload/workload.ts';
import type { ProofRun, Stage } from './stage.ts';
import type { WriterWatch } from '../topology/watch-writers.ts';
import { watchServers } from './writer-watch.ts';

/**
 * Boots what the contract names.
 *
 * @throws EnvironmentError when a member can't start; nothing is left running then
 */
export async function bootedStage(run: ProofRun): Promise<Stage> {
  const { contract, directory, clock, random, signal, onProgress, onFailure } = run;
  let events: TopologyEvent[] = [];
  const grants: Grant[] = [];
  const onEvent = (event: TopologyEvent): void => {
    events.push(event);
    if (event.kind === 'granted' && event.member !== undefined && event.term !== undefined) {
      const store = event.member.slice(0, event.member.indexOf('['));
      // The agent may record the same grant more than once; the first is when it began.
      if (!grants.some((grant) => grant.store === store && grant.term === event.term)) {
        const { member, term, atMs, notBeforeMs } = event;
        grants.push({
          store,
          member,
          term,
          atMs,
          ...(notBeforeMs === undefined ? {} : { notBeforeMs }),
        });
      }
    }
    onProgress({ kind: 'event', event });
  };
  const steps = contract.proof.faults.flatMap((fault) => fault.steps);
  const topology = await bootTopology({
    contract,
    directory,
    linked: steps.some(({ verb }) => LINK_VERBS.has(verb)),
    bounded: steps.some(({ verb }) => verb === 'fill'),
    clock,
    random,
    onEvent,
    onFailure,
    signal,
  });
  const watches: WriterWatch[] = [];
  let workload: Workload | undefined;
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', closeWorkload);
    for (const watch of watches) watch.close();
    try {
      await workload?.close();
    } finally {
      keepLogs(run, topology.runDirectory);
      await topology.close();
    }
  };
  /** Its requests may hang for long; closed, they reject at once. */
  const closeWorkload = (): void => {
    workload?.close().catch(() => undefined);
  };
  signal.addEventListener('abort', closeWorkload, { once: true });
  try {
    const { workload: spec } = contract;
    workload = await startWorkload({
      spec,
      baseUrls: topology.baseUrls,
      ...(spec.kind === 'sql' ? { storeUrl: topology.storeUrl(spec.store) } : {}),
      runId: randomBytes(4).toString('hex'),
      seed: contract.proof.seed,
    });
    for (const store of topology.stores) {
      watches.push(watchServers(store.spec.name, store.members, clock));
    }
    return {
      topology,
      prepare: (step) => prepareStep(step, { topology, clock, random, signal }),
      workload,
      onEvent,
      engineVersion: topology.stores[0]?.engineVersion,
      isReplaceable: true,
      memoryBytes: () => memoryOf(topology),
      takeEvents: () => {
        const taken = events;
        events = [];
        return taken;
      },
      takeWriters: () => watches.flatMap((watch) => watch.take()),
      grants: () => [...grants],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Logs are a help, not the result: a full disk must not cost the verdict. */
function keepLogs({ logFolder, stageNumber, onNote }: ProofRun, runDirectory: string): void {
  if (logFolder === undefined) return;
  const folder = join(logFolder, String(stageNumber()));
  try {
    cpSync(join(runDirectory, 'logs'), folder, { recursive: true });
  } catch (error) {
    onNote(`the members' logs could not be kept in ${folder}: ${messageOf(error)}`);
  }
}

const LINK_VERBS: ReadonlySet<string> = new Set([
  'partition',
  'delay',
  'drop',
  'reset',
  'throttle',
]);

function memoryOf(topology: Topology): number {
  return topology.members
    .flatMap((member) => member.process()?.pids() ?? [])
    .reduce((sum, pid) => sum + proportionalMemoryBytes(pid), 0);
}
