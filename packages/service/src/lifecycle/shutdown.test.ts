import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decide } from './shutdown.ts';
import type { ShutdownCommand, ShutdownEvent, ShutdownState, ShutdownTimes } from './shutdown.ts';

const times: ShutdownTimes = { noticeMs: 5_000, drainMs: 20_000, endMs: 4_000 };

/** What is done for each of the events, which come one second apart. */
function transcript(...kinds: ShutdownEvent['kind'][]): string[] {
  let state: ShutdownState = { kind: 'running' };
  return kinds.map((kind, index) => {
    const decision = decide(state, eventOf(kind), index * 1_000, times);
    ({ state } = decision);
    const until = 'untilMs' in state ? ` until ${state.untilMs}` : '';
    return `${kind}: ${decision.commands.map(words).join(', ') || '-'} → ${state.kind}${until}`;
  });
}

function eventOf(kind: ShutdownEvent['kind']): ShutdownEvent {
  return kind === 'ended' ? { kind, failed: false } : { kind };
}

function words(command: ShutdownCommand): string {
  if (command.kind !== 'finish') return command.kind;
  return command.exits ? `exit ${command.code}` : 'finish';
}

describe('a shutdown', () => {
  it('notices, drains, ends and exits with 0', () => {
    expect(transcript('signal', 'due', 'drained', 'ended')).toEqual([
      'signal: turn-unready → noticing until 5000',
      'due: stop-accepting → draining until 21000',
      'drained: end-work → ending until 6000',
      'ended: exit 0 → finished',
    ]);
  });

  it('goes on without what overruns, and exits with 1 when that is an ending', () => {
    expect(transcript('signal', 'due', 'due', 'due')).toEqual([
      'signal: turn-unready → noticing until 5000',
      'due: stop-accepting → draining until 21000',
      'due: cut-connections, end-work → ending until 6000',
      'due: exit 1 → finished',
    ]);
  });

  it('ends at once on the second signal', () => {
    expect(transcript('signal', 'signal').at(-1)).toBe('signal: exit 1 → finished');
    expect(transcript('signal', 'due', 'drained', 'signal').at(-1)).toBe(
      'signal: exit 1 → finished',
    );
  });

  it('takes the first signal after an error for no second one', () => {
    expect(transcript('broken', 'signal', 'due', 'drained', 'ended').at(-1)).toBe(
      'ended: exit 1 → finished',
    );
  });

  it('leads an error that comes on the way through the same door, with 1', () => {
    expect(transcript('signal', 'due', 'broken', 'drained', 'ended').slice(2)).toEqual([
      'broken: - → draining until 21000',
      'drained: end-work → ending until 7000',
      'ended: exit 1 → finished',
    ]);
  });

  it('leaves the process alive when only the program asked, also twice', () => {
    expect(transcript('stop', 'stop', 'due', 'drained', 'ended').at(-1)).toBe(
      'ended: finish → finished',
    );
    expect(transcript('stop', 'signal', 'due', 'drained', 'ended').at(-1)).toBe(
      'ended: exit 0 → finished',
    );
  });

  it('exits with 1 when an ending failed', () => {
    const state: ShutdownState = {
      kind: 'ending',
      untilMs: 9,
      code: 0,
      exits: true,
      signalled: true,
    };
    expect(decide(state, { kind: 'ended', failed: true }, 0, times).commands).toEqual([
      { kind: 'finish', code: 1, exits: true },
    ]);
  });

  it('waits for no balancer when the notice is 0', () => {
    const { state, commands } = decide({ kind: 'running' }, { kind: 'signal' }, 0, {
      ...times,
      noticeMs: 0,
    });
    expect([state.kind, ...commands.map(words)]).toEqual([
      'draining',
      'turn-unready',
      'stop-accepting',
    ]);
  });
});

const anyEvent: fc.Arbitrary<ShutdownEvent> = fc.oneof(
  fc.constantFrom<ShutdownEvent['kind']>('signal', 'stop', 'broken', 'due', 'drained').map(eventOf),
  fc.boolean().map((failed): ShutdownEvent => ({ kind: 'ended', failed })),
);

describe('whatever happens', () => {
  it('each command is given at most once, in one order, and nothing after the finish', () => {
    const order = ['turn-unready', 'stop-accepting', 'cut-connections', 'end-work', 'finish'];
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const given: string[] = [];
        let state: ShutdownState = { kind: 'running' };
        for (const event of events) {
          const decision = decide(state, event, 0, times);
          given.push(...decision.commands.map(({ kind }) => kind));
          ({ state } = decision);
        }
        expect(given).toEqual(order.filter((kind) => given.includes(kind)));
      }),
    );
  });

  it('it ends when three parts are overdue', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let state: ShutdownState = { kind: 'running' };
        for (const event of [...events, eventOf('broken'), ...Array(3).fill(eventOf('due'))])
          ({ state } = decide(state, event as ShutdownEvent, 0, times));
        expect(state.kind).toBe('finished');
      }),
    );
  });

  it('something broken never ends in 0', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let state: ShutdownState = { kind: 'running' };
        let broken = false;
        for (const event of events) {
          if (event.kind === 'broken' && state.kind !== 'finished') broken = true;
          const decision = decide(state, event, 0, times);
          ({ state } = decision);
          for (const command of decision.commands)
            if (command.kind === 'finish' && broken) expect(words(command)).toBe('exit 1');
        }
      }),
    );
  });
});
