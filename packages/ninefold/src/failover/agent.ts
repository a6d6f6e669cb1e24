import type { Clock } from '../clock/clock.ts';
import { messageOf } from '../ports/errors.ts';
import type { TopologyEvent } from '../ports/events.ts';
import type { Command } from './decide/command.ts';
import type { FailoverConfig, MemberIndex } from './decide/config.ts';
import { decide } from './decide/decide.ts';
import type { Observation } from './decide/observation.ts';
import { type FailoverState, initialState } from './decide/state.ts';
import type { Transition } from './decide/transition.ts';
import type { Lease, StoreDoor, StoreMember } from './store-port.ts';
import { transitionEvent } from './transition-event.ts';

/** Silence is judged at every tick, so its length adds to the detection time. */
const TICK_MS = 10;

export interface FailoverAgentOptions {
  readonly store: string;
  readonly config: FailoverConfig;
  readonly members: readonly StoreMember[];
  readonly doors: readonly StoreDoor[];
  readonly lease: Lease;
  readonly clock: Clock;
  readonly onEvent: (event: TopologyEvent) => void;
  /** The agent itself can't go on: its lease can't be written, for example. It watches no more. */
  readonly onFailure: (error: unknown) => void;
  /** A member is given a term: from this instant only it may accept writes. */
  readonly onGrant: (member: MemberIndex, term: number) => void;
}

/** Watches one store and carries out what the decision says. */
export interface FailoverAgent {
  readonly state: FailoverState;
  /** Begins to watch. */
  start(): void;
  /** Asks for a planned change of the primary; `to` undefined: to any standby. */
  switchover(to?: MemberIndex): void;
  /** The primary and its term, when there is one. */
  primary(): { readonly member: MemberIndex; readonly term: number } | undefined;
  /** While held a member is not started again when it ends. */
  hold(member: MemberIndex): void;
  release(member: MemberIndex): void;
  /** A primary serves behind every door, and every other member follows it. */
  isWhole(): boolean;
  /** Stops watching. What is under way is given up; members are left as they are. */
  close(): void;
}

export function createFailoverAgent(options: FailoverAgentOptions): FailoverAgent {
  const { store, config, members, doors, lease, clock, onEvent } = options;
  let state = initialState(config, clock.monotonicMs());
  const closing = new AbortController();
  /** By member: the errand under way, and when it and those it overtook have ended. */
  const underWay = new Map<
    MemberIndex,
    { readonly key: string; readonly abort: AbortController; settled: Promise<unknown> }
  >();
  /** By member: the highest term it was commanded under. */
  const commanded = new Map<MemberIndex, number>();
  const held = new Set<MemberIndex>();

  const observe = (observation: Observation): void => {
    if (closing.signal.aborted) return;
    const decision = decide(state, observation, clock.monotonicMs());
    state = decision.state;
    for (const transition of decision.transitions) tell(transition);
    for (const command of decision.commands) carryOut(command);
  };

  const fail = (error: unknown): void => {
    if (closing.signal.aborted) return;
    closing.abort(error);
    options.onFailure(error);
  };

  const tell = (transition: Transition): void => {
    const event = transitionEvent(transition, store, members, doors);
    onEvent({ atMs: clock.monotonicMs(), ...event });
  };

  /** Runs an errand for a member, unless it is under way already or its term is a past one. */
  const errand = (
    command: Extract<Command, { member: MemberIndex; term: number }>,
    run: (member: StoreMember, signal: AbortSignal) => Promise<Observation | undefined>,
    failed?: Observation,
  ): void => {
    const { member: index, term, kind } = command;
    const member = members[index];
    if (!member || term < (commanded.get(index) ?? 0)) return;
    commanded.set(index, term);
    const key = `${kind} ${term}`;
    const overtaken = underWay.get(index);
    if (overtaken?.key === key) return;
    overtaken?.abort.abort(new Error(`${kind} under term ${term} took over`));
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, closing.signal]);
    const end = (observation: Observation | undefined): void => {
      if (underWay.get(index)?.abort === abort) underWay.delete(index);
      // An answer that was overtaken would speak of a state that is no more.
      if (observation && !signal.aborted) observe(observation);
    };
    const begin = (): Promise<Observation | undefined> => {
      signal.throwIfAborted();
      return held.has(index) && STARTS.has(kind) ? heldBack(member) : run(member, signal);
    };
    // A fence waits for nobody. Anything else would work on the member beside what it overtook.
    const before = overtaken?.settled ?? Promise.resolve();
    const result = kind === 'fence' ? begin() : before.then(begin);
    underWay.set(index, { key, abort, settled: Promise.allSettled([before, result]) });
    result.then(end, (error: unknown) => {
      if (failed && !signal.aborted && !held.has(index)) {
        onEvent({
          atMs: clock.monotonicMs(),
          kind: 'note',
          member: member.name,
          term,
          text: `${kind} failed: ${messageOf(error)}`,
        });
      }
      end(failed);
    });
  };

  const carryOut = (command: Command): void => {
    switch (command.kind) {
      case 'reserve-term':
        lease.reserve(command.above).then((reserved) => {
          observe({ kind: 'term-reserved', ...reserved });
        }, fail);
        return;
      case 'record-grant':
        options.onGrant(command.member, command.term);
        lease.recordGrant({ member: command.member, term: command.term }).then((recorded) => {
          observe({ kind: recorded ? 'grant-recorded' : 'grant-refused', term: command.term });
        }, fail);
        return;
      case 'cut':
        doors[command.door]?.cut(command.term);
        return;
      case 'route':
        doors[command.door]?.route(command.primary, command.term, command.doorMs);
        return;
      default:
        carryOutForMember(command);
    }
  };

  const carryOutForMember = (
    command: Exclude<Command, { kind: 'reserve-term' | 'record-grant' | 'cut' | 'route' }>,
  ): void => {
    const { member, term } = command;
    switch (command.kind) {
      case 'fence':
        errand(command, (target) => target.fence().then(() => ({ kind: 'fenced', member, term })), {
          kind: 'fence-failed',
          member,
          term,
        });
        return;
      case 'stop':
        errand(
          command,
          (target, signal) => target.stop(signal).then(() => ({ kind: 'stopped', member, term })),
          { kind: 'stop-failed', member, term },
        );
        return;
      case 'read-position':
        // A position that can't be read is asked for again.
        errand(command, async (target, signal) => ({
          kind: 'position',
          member,
          term,
          ...(await target.readPosition(signal)),
        }));
        return;
      case 'promote':
        errand(
          command,
          (target, signal) =>
            target.promote(term, signal).then(() => ({ kind: 'promoted', member, term })),
          { kind: 'promote-failed', member, term },
        );
        return;
      case 'restart-as-primary':
        errand(
          command,
          (target, signal) =>
            target.restartAsPrimary(term, signal).then(() => ({ kind: 'promoted', member, term })),
          { kind: 'promote-failed', member, term },
        );
        return;
      case 'restart-standby':
        errand(
          command,
          (target, signal) =>
            target
              .restartStandby(command.to, signal)
              .then(() => ({ kind: 'restarted', member, term })),
          { kind: 'restart-failed', member, term },
        );
        return;
      case 'repoint':
        errand(
          command,
          (target, signal) =>
            target
              .repoint(command.to, signal)
              .then((result) =>
                result === 'follows' ? { kind: 'repointed', member, term } : undefined,
              ),
          { kind: 'repoint-failed', member, term },
        );
        return;
      case 'rejoin':
        errand(
          command,
          (target, signal) =>
            target.rejoin(command.from, signal).then(() => ({ kind: 'rejoined', member, term })),
          { kind: 'rejoin-failed', member, term },
        );
    }
  };

  const tickForever = async (): Promise<void> => {
    for (;;) {
      observe({ kind: 'tick' });
      await clock.sleep(TICK_MS, closing.signal);
    }
  };

  /** One question at a time to each member: a frozen one answers none of them anyway. */
  const probeForever = async (index: MemberIndex, member: StoreMember): Promise<void> => {
    for (;;) {
      const askedMs = clock.monotonicMs();
      // No answer is no observation; the decision counts the silence.
      const role = await member.probe().catch(() => undefined);
      const answeredMs = clock.monotonicMs();
      if (role) observe({ kind: 'heartbeat', member: index, askedMs, answeredMs, ...role });
      const restMs = askedMs + config.heartbeatMs - clock.monotonicMs();
      await clock.sleep(Math.max(restMs, 1), closing.signal);
    }
  };

  return {
    get state() {
      return state;
    },
    start() {
      for (const [index, member] of members.entries()) {
        member.onExit(() => {
          observe({ kind: 'exited', member: index });
        });
        probeForever(index, member).catch(fail);
      }
      for (const [index, door] of doors.entries()) {
        door.onEvent((event) => {
          if (event.kind === 'routed') {
            observe({ kind: 'door-routed', door: index, term: event.term });
          } else if (event.kind === 'cut') {
            observe({ kind: 'door-cut', door: index, term: event.term, doorMs: event.doorMs });
          } else {
            observe({ kind: 'lease-asked', door: index, doorMs: event.doorMs });
          }
        });
      }
      tickForever().catch(fail);
    },
    switchover(to) {
      observe({ kind: 'switchover-asked', ...(to === undefined ? {} : { to }) });
    },
    primary() {
      const { phase } = state;
      return phase.kind === 'steady' ? { member: phase.primary, term: phase.term } : undefined;
    },
    hold(member) {
      held.add(member);
    },
    release(member) {
      held.delete(member);
    },
    isWhole() {
      const { phase } = state;
      return (
        phase.kind === 'steady' &&
        state.doors.every((door) => door.routedTerm === phase.term) &&
        state.members.every(
          ({ health, errand: pending, following }, index) =>
            health === 'up' &&
            pending === undefined &&
            (index === phase.primary || following === phase.primary),
        )
      );
    },
    close() {
      closing.abort(new Error('the failover agent was closed'));
    },
  };
}

/** Commands that start a member's process. */
const STARTS: ReadonlySet<Command['kind']> = new Set([
  'restart-as-primary',
  'restart-standby',
  'rejoin',
]);

function heldBack(member: StoreMember): Promise<never> {
  return Promise.reject(new Error(`${member.name} is held down`));
}
