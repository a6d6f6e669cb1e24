import { describe, expect, it } from 'vitest';

import { newCandidate, step, validUntilMs, wakeAtMs } from './candidate.ts';
import type { CandidateState, Command, Happening } from './candidate.ts';
import { timing } from './timing.ts';

/** ttl 1000, margin 200: usable 800; renewed each 250; requests given up after 200. */
const timings = timing(1_000, { renewEveryMs: 250, requestTimeoutMs: 200, campaignEveryMs: 100 });

/** A candidate told of one thing after the other; chance is always in the middle. */
function play(...happenings: readonly (readonly [atMs: number, happening: Happening])[]): {
  readonly state: CandidateState;
  readonly commands: readonly Command[];
} {
  let requests = 0;
  let state = newCandidate(0);
  let commands: readonly Command[] = [];
  for (const [atMs, happening] of happenings) {
    ({ state, commands } = step(state, happening, atMs, {
      timing: timings,
      random: () => 0.5,
      nextRequest: () => ++requests,
      validUntilMs,
    }));
  }
  return { state, commands };
}

const timePassed: Happening = { kind: 'time-passed' };
const workEnded: Happening = { kind: 'work-ended', stale: false };
const campaign = [0, timePassed] as const;
const elected = [campaign, [50, { kind: 'granted', request: 1, term: 7 }]] as const;
const renewing = [...elected, [250, timePassed]] as const;

describe('a candidate', () => {
  it('asks at once, and after a refusal again in a while', () => {
    expect(play(campaign).commands).toEqual([{ kind: 'acquire', request: 1 }]);
    const { state } = play(campaign, [10, { kind: 'refused', request: 1 }]);
    expect(state).toEqual({ kind: 'waiting', untilMs: 110, failures: 0 });
  });

  it('waits longer each time that the store fails, up to a bound', () => {
    const failed = (count: number): number | undefined => {
      const happenings: (readonly [number, Happening])[] = [];
      for (let request = 1; request <= count; request++) {
        happenings.push([1e6 * request, timePassed], [1e6 * request, { kind: 'failed', request }]);
      }
      return (wakeAtMs(play(...happenings).state, timings) ?? 0) - 1e6 * count;
    };
    expect([1, 2, 3, 4, 5, 6, 7].map(failed)).toEqual([200, 400, 800, 1_600, 3_200, 4_000, 4_000]);
  });

  it('gives a request up after its time, and does not mind what it answers later', () => {
    const givenUp = play(campaign, [200, timePassed]);
    expect(givenUp.commands).toEqual([{ kind: 'give-up', request: 1 }]);
    const late = play(campaign, [200, timePassed], [210, { kind: 'granted', request: 1, term: 7 }]);
    expect(late).toEqual({ state: givenUp.state, commands: [] });
  });

  it('counts its term from when it asked, not from the answer', () => {
    const { state, commands } = play(...elected);
    expect(commands).toEqual([{ kind: 'begin-work', term: 7 }]);
    expect(state).toMatchObject({ kind: 'leading', term: 7, validUntilMs: 800 });
  });

  it('gives back a grant whose answer came after its end', () => {
    const { state, commands } = play(campaign, [800, { kind: 'granted', request: 1, term: 7 }]);
    expect(commands).toEqual([{ kind: 'release', request: 2, term: 7 }]);
    expect(state).toMatchObject({ kind: 'releasing', next: 'campaign' });
  });

  it('gives back what it was granted after it was told to stop', () => {
    const { state, commands } = play(
      campaign,
      [10, { kind: 'stop' }],
      [50, { kind: 'granted', request: 1, term: 7 }],
    );
    expect(commands).toEqual([{ kind: 'release', request: 2, term: 7 }]);
    expect(state).toMatchObject({ kind: 'releasing', next: 'stop' });
  });
});

describe('a leader', () => {
  it('renews in time, and counts the next term of validity from when it asked', () => {
    expect(play(...renewing).commands).toEqual([{ kind: 'renew', request: 2, term: 7 }]);
    const { state } = play(...renewing, [400, { kind: 'renewed', request: 2 }]);
    expect(state).toMatchObject({ kind: 'leading', validUntilMs: 1_050 });
    expect(wakeAtMs(state, timings)).toBe(500);
  });

  it('tries a failed renewal again soon, and stays valid as long as it was', () => {
    const { state } = play(...renewing, [300, { kind: 'failed', request: 2 }]);
    expect(state).toMatchObject({ kind: 'leading', validUntilMs: 800, failures: 1 });
    expect(wakeAtMs(state, timings)).toBe(300 + 250 / 8);
  });

  it('tells the work to stop when its time is over, whatever is under way', () => {
    const { state, commands } = play(...renewing, [800, timePassed]);
    expect(commands).toEqual([
      { kind: 'abort-work', term: 7, reason: 'expired' },
      { kind: 'give-up', request: 2 },
    ]);
    expect(state).toMatchObject({ kind: 'ending', next: 'campaign' });
  });

  it('is not revived by a renewal that is heard of after the end', () => {
    const { state } = play(...renewing, [801, { kind: 'renewed', request: 2 }]);
    expect(state.kind).toBe('ending');
  });

  it('tells the work to stop when the lease is gone, and does not release it', () => {
    const gone = play(...renewing, [300, { kind: 'gone', request: 2 }]);
    expect(gone.commands).toEqual([{ kind: 'abort-work', term: 7, reason: 'taken' }]);
    const after = play(...renewing, [300, { kind: 'gone', request: 2 }], [310, workEnded]);
    expect(after).toMatchObject({ state: { kind: 'waiting' }, commands: [] });
  });

  it('told to stop, releases the lease when the work has ended, and not before', () => {
    const told = play(...elected, [100, { kind: 'stop' }]);
    expect(told.commands).toEqual([{ kind: 'abort-work', term: 7, reason: 'stopping' }]);
    expect(wakeAtMs(told.state, timings)).toBeUndefined();
    const ended = play(...elected, [100, { kind: 'stop' }], [5_000, workEnded]);
    expect(ended.commands).toEqual([{ kind: 'release', request: 2, term: 7 }]);
  });

  it('whose work is done releases the lease and stops', () => {
    const done = play(...elected, [100, workEnded]);
    expect(done.commands).toEqual([{ kind: 'release', request: 2, term: 7 }]);
    const released = play(...elected, [100, workEnded], [110, { kind: 'released', request: 2 }]);
    expect(released.state).toEqual({ kind: 'stopped' });
  });

  it('whose write was refused as stale campaigns again', () => {
    const { state } = play(...elected, [100, { kind: 'work-ended', stale: true }]);
    expect(state).toMatchObject({ kind: 'releasing', next: 'campaign' });
  });

  it('does not wait for a release for ever', () => {
    const { state, commands } = play(...elected, [100, workEnded], [300, timePassed]);
    expect(state).toEqual({ kind: 'stopped' });
    expect(commands).toEqual([{ kind: 'give-up', request: 2 }]);
  });
});
