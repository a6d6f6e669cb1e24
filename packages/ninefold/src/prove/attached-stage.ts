import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { AttachSpec } from '../contract/attach.ts';
import { lastsMs } from '../contract/blast-radius.ts';
import type { Contract, FaultStep, WorkloadSpec } from '../contract/contract.ts';
import { formatDuration } from '../contract/duration.ts';
import { commandLine } from '../contract/placeholders.ts';
import { formatRatio } from '../contract/ratio.ts';
import { readVersions } from '../engines/patroni/rest-api.ts';
import type { PreparedStep } from '../faults/prepare-step.ts';
import type { Grant, WriterObservation } from '../history/history.ts';
import { EnvironmentError } from '../ports/errors.ts';
import type { TopologyEvent } from '../ports/events.ts';
import { type ClientAccess, accessTo } from '../topology/attached/access.ts';
import { readyFault } from '../topology/attached/ready-fault.ts';
import { askMembers, endpointOf } from '../topology/attached/ask-members.ts';
import { watchAttached } from '../topology/attached/attached-sight.ts';
import { isBelowFloor, startFloorWatch, watchFloor } from '../topology/attached/floor.ts';
import { newestView, whatAttachedLacks } from '../topology/attached/look.ts';
import { placeGrants } from '../topology/attached/place-grants.ts';
import { dropTable } from '../topology/attached/proof-table.ts';
import { startGuard } from '../topology/attached/start-guard.ts';
import { canAsk, watchAttachedWriters } from '../topology/attached/writer-sight.ts';
import { teller } from '../topology/lifecycle.ts';
import { untilWhole } from '../topology/until-whole.ts';
import { type Workload, startWorkload } from '../workload/workload.ts';
import type { WriterWatch } from '../topology/watch-writers.ts';
import type { ProofRun, Stage } from './stage.ts';

const FLOOR_EVERY_MS = 50;

export interface AttachedOptions {
  readonly attach: AttachSpec;
  readonly access: ClientAccess;
  /** Of the commands that inject and heal; without the clients' secrets. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told at the end what of the proof is still there, and what was not told otherwise. */
  readonly onLeft: (text: string) => void;
}

/**
 * A stage on a cluster that Ninefold did not start: it asks, uses it as a client, and breaks it with
 * the contract's own commands, one member at a time. What is broken is healed whatever happens, by a
 * guard that outlives this process.
 *
 * @throws EnvironmentError when the cluster is not whole: nothing is touched then
 */
export async function attachedStage(
  run: ProofRun,
  { attach, access, environment, onLeft }: AttachedOptions,
): Promise<Stage> {
  const { contract, directory, clock, random, signal, onProgress } = run;
  const first = await askMembers(attach);
  const missing = whatAttachedLacks(first, attach, contract.stores);
  if (missing !== undefined) {
    throw new EnvironmentError(
      `nothing was touched: the cluster is not whole, it waits for ${missing}`,
    );
  }
  signal.throwIfAborted();

  let events: TopologyEvent[] = [];
  let grants: readonly Grant[] = [];
  /** Seen, and not yet put where they belong in time. */
  let lateGrants: Grant[] = [];
  let looks: readonly WriterObservation[] = [];
  const onEvent = (event: TopologyEvent): void => {
    events.push(event);
    onProgress({ kind: 'event', event });
  };
  const tell = teller(clock, onEvent);
  const halting = new AbortController();
  const closing = new AbortController();
  const runId = randomBytes(4).toString('hex');
  const table = `ninefold_proof_${runId}`;
  const guard = startGuard({
    directory,
    environment,
    clock,
    ...(run.logFolder === undefined ? {} : { logFile: join(run.logFolder, 'attach.log') }),
  });
  const sight = watchAttached({
    attach,
    stores: contract.stores,
    first,
    clock,
    onGrant: (grant) => {
      lateGrants.push(grant);
      onEvent({
        atMs: grant.atMs,
        kind: 'granted',
        member: grant.member,
        term: grant.term,
        text: `leads ${grant.store}, timeline ${grant.term}`,
      });
    },
  });
  const writers: WriterWatch[] = [];
  let workload: Workload | undefined;
  /** Its requests may hang for long; closed, they reject at once. */
  const closeWorkload = (): void => {
    workload?.close().catch(() => undefined);
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= (async () => {
      signal.removeEventListener('abort', closeWorkload);
      closing.abort(new Error('the stage was closed'));
      // First of all what is broken is healed; should that fail, the rest is done all the same.
      try {
        await guard.close();
      } finally {
        await removeTraces();
      }
    })();
    return closed;
  };
  const removeTraces = async (): Promise<void> => {
    sight.close();
    for (const one of writers) one.close();
    await workload?.close();
    if (!workload) return;
    if (access.sqlUrl !== undefined) await removeTable(access.sqlUrl, table, onLeft);
    else onLeft(`what clients wrote stays in ${contract.service}: its ids begin with ${runId}-`);
  };
  const removeTable = async (url: string, name: string, left: typeof onLeft): Promise<void> => {
    if (!(await dropTable(url, name, clock)))
      left(`the table ${name} is still there: DROP TABLE ${name}`);
  };
  signal.addEventListener('abort', closeWorkload, { once: true });
  try {
    if (access.sqlUrl !== undefined) tell('note', '', `writes into the table ${table}`);
    workload = await startWorkload({
      spec: withHeaders(contract.workload, access.headers),
      baseUrls: attach.clients.http,
      ...(access.sqlUrl === undefined ? {} : { storeUrl: access.sqlUrl, table }),
      runId,
      seed: contract.proof.seed,
    });
    const client = workload;
    watchTheFloor(contract, attach, () => client.counters());
    for (const store of attach.stores) {
      const urls = await serversOf(store.name);
      writers.push(
        watchAttachedWriters({
          store: store.name,
          members: store.members,
          sqlUrlOf: (member) => urls.get(member),
          clock,
        }),
      );
    }
    return {
      topology: {
        stores: [],
        isWhole: () => sight.missing() === undefined,
        untilWhole: (withinMs, stop) => untilWhole(() => sight.missing(), clock, withinMs, stop),
      },
      prepare,
      workload,
      takeEvents: () => {
        const taken = events;
        events = [];
        return taken;
      },
      takeWriters: () => {
        settleGrants();
        const taken = [...looks];
        looks = [];
        return taken;
      },
      grants: () => {
        settleGrants();
        return [...grants];
      },
      onEvent,
      engineVersion: await versionOf(attach),
      isReplaceable: false,
      halt: halting.signal,
      memoryBytes: () => 0,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }

  function settleGrants(): void {
    looks = [...looks, ...writers.flatMap((one) => one.take())];
    grants = placeGrants(grants, lateGrants, looks);
    lateGrants = [];
  }

  /** The members of the workload's store whose servers the clients' login gets into. */
  async function serversOf(store: string): Promise<ReadonlyMap<string, string>> {
    const urls = new Map<string, string>();
    const { sqlUrl } = access;
    const { workload: spec } = contract;
    if (sqlUrl === undefined || spec.kind !== 'sql' || spec.store !== store) return urls;
    const view = newestView(first.stores.get(store)?.values() ?? []);
    for (const { name, server } of view?.members ?? []) {
      if (!server) continue;
      const url = accessTo(sqlUrl, server);
      if (await canAsk(url, clock)) urls.set(name, url);
    }
    return urls;
  }

  function watchTheFloor(
    { workload: { ratePerSecond } }: Contract,
    { floor, floorOverMs }: AttachSpec,
    counters: () => ReturnType<Workload['counters']>,
  ): void {
    const limits = { floor, overMs: floorOverMs, ratePerSecond };
    let watch = startFloorWatch;
    const look = async (): Promise<void> => {
      for (;;) {
        await clock.sleep(FLOOR_EVERY_MS, closing.signal);
        watch = watchFloor(watch, counters(), clock.monotonicMs(), limits);
        if (halting.signal.aborted || !isBelowFloor(watch, limits)) continue;
        const reason = `less than the floor of ${formatRatio(floor)} of the last ${formatDuration(floorOverMs)} was served; healed at once, and nothing more is broken`;
        tell('note', '', reason);
        halting.abort(new EnvironmentError(reason));
      }
    };
    look().catch(() => undefined);
  }

  async function prepare(step: Exclude<FaultStep, { verb: 'wait' }>): Promise<PreparedStep> {
    const attached = attach.faults.find(({ fault }) => fault.steps.some((one) => one === step));
    if (!attached) throw new EnvironmentError(`attach.faults does not say how to ${step.verb} it`);
    const { sentence } = attached.fault;
    const { fault, member } = await readyFault({
      attached,
      attach,
      stores: contract.stores,
      random,
      unhealed: guard.broken(),
      halted: halting.signal.aborted ? String(halting.signal.reason) : undefined,
    });
    const forMs = lastsMs(step);
    return {
      members: [member],
      fire: async () => {
        const stopped = new AbortController();
        const injected = guard.inject(fault);
        // Whoever stops it heals it, which ends the command; what that says then is of no interest.
        injected.catch(() => undefined);
        try {
          await Promise.race([
            injected,
            aborted(halting.signal, stopped.signal),
            aborted(signal, stopped.signal).then(() => signal.throwIfAborted()),
          ]);
        } finally {
          stopped.abort();
        }
      },
      ...(forMs === undefined ? { staysDown: fault.heal !== undefined } : { healAfterMs: forMs }),
      heal: async () => {
        if (guard.broken() === undefined) return;
        await guard.heal();
        if (fault.heal && forMs === undefined) {
          tell('healed', member, `${sentence} undone: ${commandLine(fault.heal.run)}`);
        }
      },
    };
  }
}

/** Resolves when the signal is aborted; never, once nobody waits any more. */
function aborted(signal: AbortSignal, noLonger: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true, signal: noLonger });
  });
}

function withHeaders(spec: WorkloadSpec, headers: Readonly<Record<string, string>>): WorkloadSpec {
  if (spec.kind === 'sql') return spec;
  const added = (given: Readonly<Record<string, string>>): Record<string, string> => ({
    ...Object.fromEntries(
      Object.entries(given).filter(([name]) => headers[name.toLowerCase()] === undefined),
    ),
    ...headers,
  });
  return {
    ...spec,
    write: { ...spec.write, headers: added(spec.write.headers) },
    read: { ...spec.read, headers: added(spec.read.headers) },
  };
}

async function versionOf({ stores }: AttachSpec): Promise<string | undefined> {
  const member = stores[0]?.members[0];
  return member && readVersions(endpointOf(member));
}
