import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Admission } from './admission.ts';
import type { Ruling } from './admission.ts';
import { QUEUED_PRIORITIES } from './priority.ts';

/** Everything there is to do at `nowMs`, in words. */
function rulings(admission: Admission<string>, nowMs: number): string[] {
  const seen: string[] = [];
  for (let ruling = admission.next(nowMs); ruling; ruling = admission.next(nowMs))
    seen.push(words(ruling));
  return seen;
}

function words(ruling: Ruling<string>): string {
  return ruling.kind === 'start' ? `start ${ruling.item}` : `shed ${ruling.item} ${ruling.reason}`;
}

/** A queue that has stood for 150 ms, with its one slot in use. */
function standing(): Admission<string> {
  const admission = new Admission<string>();
  admission.limit = 1;
  admission.startAtOnce();
  for (let at = 0; at < 150; at += 50) {
    admission.enqueue(`old ${at}`, 'normal', at);
    rulings(admission, at);
  }
  return admission;
}

describe('admission', () => {
  it('starts at once while there are slots and nobody waits', () => {
    const admission = new Admission<string>();
    admission.limit = 2;
    expect([admission.startAtOnce(), admission.startAtOnce(), admission.startAtOnce()]).toEqual([
      true,
      true,
      false,
    ]);
    admission.finished();
    admission.enqueue('waiting', 'normal', 0);
    expect(admission.startAtOnce()).toBe(false);
  });

  it('serves a burst in order of arrival', () => {
    const admission = new Admission<string>();
    for (const name of ['a', 'b', 'c']) admission.enqueue(name, 'normal', 0);
    expect(rulings(admission, 90)).toEqual(['start a', 'start b', 'start c']);
  });

  it('serves the more important first', () => {
    const admission = new Admission<string>();
    admission.enqueue('report', 'sheddable', 0);
    admission.enqueue('page', 'normal', 1);
    admission.enqueue('payment', 'critical', 2);
    expect(rulings(admission, 3)).toEqual(['start payment', 'start page', 'start report']);
  });

  it('serves newest first, and sheds who waited above the target, once the queue stands', () => {
    const admission = standing();
    admission.enqueue('a', 'normal', 148);
    admission.enqueue('b', 'normal', 149);
    expect(rulings(admission, 150)).toEqual([
      'shed old 0 waited',
      'shed old 50 waited',
      'shed old 100 waited',
    ]);
    admission.finished();
    expect(rulings(admission, 151)).toEqual(['start b']);
  });

  it('sheds the least important first when the queue stands', () => {
    const admission = standing();
    admission.enqueue('payment', 'critical', 140);
    admission.enqueue('report', 'sheddable', 141);
    expect(rulings(admission, 150)[0]).toBe('shed report waited');
    admission.finished();
    expect(rulings(admission, 150)).toEqual(['start payment']);
  });

  it('never sheds the only one that waits before the longest wait', () => {
    const admission = standing();
    admission.enqueue('last', 'normal', 160);
    expect(rulings(admission, 200).at(-1)).toBe('shed old 100 waited');
    expect(rulings(admission, 259)).toEqual([]);
    admission.finished();
    expect(rulings(admission, 260)).toEqual(['start last']);
  });

  it('never starts one that waited more than the longest wait, though a slot is free', () => {
    const admission = new Admission<string>({ burstWaitMs: 100 });
    admission.enqueue('stale', 'normal', 0);
    expect(rulings(admission, 100.1)).toEqual(['shed stale waited']);
    admission.enqueue('late but fine', 'normal', 200);
    expect(rulings(admission, 300)).toEqual(['start late but fine']);
  });

  it('is a burst again once the queue has been empty', () => {
    const admission = standing();
    admission.finished();
    rulings(admission, 160);
    expect(admission.queued).toBe(0);
    admission.finished();
    for (const name of ['a', 'b']) admission.enqueue(name, 'normal', 170);
    expect(admission.isStanding(200)).toBe(false);
    expect(rulings(admission, 200)).toEqual(['start a']);
  });

  it('makes the oldest of the least important give way when the queue is full', () => {
    const admission = new Admission<string>({ maxQueue: 2 });
    admission.enqueue('report 1', 'sheddable', 0);
    admission.enqueue('report 2', 'sheddable', 1);
    const { displaced } = admission.enqueue('payment', 'critical', 2);
    expect(displaced && words(displaced)).toBe('shed report 1 full');
    const { displaced: itself } = new Admission<string>({ maxQueue: 0 }).enqueue('x', 'normal', 0);
    expect(itself && words(itself)).toBe('shed x full');
  });

  it('forgets one that left, and counts it once', () => {
    const admission = new Admission<string>();
    const { entry } = admission.enqueue('gone', 'normal', 0);
    admission.enqueue('stays', 'normal', 1);
    admission.leave(entry, 'normal');
    admission.leave(entry, 'normal');
    expect(admission.queued).toBe(1);
    expect(rulings(admission, 2)).toEqual(['start stays']);
  });

  it('refuses waits that make no sense', () => {
    expect(() => new Admission({ targetWaitMs: 200 })).toThrow(RangeError);
    expect(() => new Admission({ maxQueue: -1 })).toThrow(RangeError);
  });

  it('answers each exactly once, within bounds, whatever comes', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('arrive' as const),
        at: fc.constantFrom(...QUEUED_PRIORITIES),
      }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 60 }) }),
      fc.record({ kind: fc.constantFrom('finish' as const, 'leave' as const) }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (all, limit) => {
          const admission = new Admission<number>({ maxQueue: 10 });
          admission.limit = limit;
          const waiting = new Map<number, { leave: () => void; sinceMs: number }>();
          let nowMs = 0;
          let number = 0;
          const rule = (ruling: Ruling<number>): void => {
            const was = waiting.get(ruling.item);
            expect(waiting.delete(ruling.item)).toBe(true);
            if (ruling.kind === 'start')
              expect(nowMs - (was?.sinceMs ?? 0)).toBeLessThanOrEqual(100);
          };
          for (const one of all) {
            if (one.kind === 'pass') nowMs += one.ms;
            if (one.kind === 'finish' && admission.inFlight > 0) admission.finished();
            if (one.kind === 'leave') {
              const [key, first] = [...waiting][0] ?? [];
              first?.leave();
              if (key !== undefined) waiting.delete(key);
            }
            if (one.kind === 'arrive' && !admission.startAtOnce()) {
              const priority = one.at;
              const { entry, displaced } = admission.enqueue(number, priority, nowMs);
              waiting.set(number++, {
                sinceMs: nowMs,
                leave: () => {
                  admission.leave(entry, priority);
                },
              });
              if (displaced) rule(displaced);
            }
            for (let next = admission.next(nowMs); next; next = admission.next(nowMs)) rule(next);
            expect(admission.queued).toBe(waiting.size);
            expect(admission.queued).toBeLessThanOrEqual(10);
            expect(admission.inFlight).toBeLessThanOrEqual(limit);
            // Nobody waits while there is a slot.
            if (waiting.size > 0) expect(admission.inFlight).toBe(limit);
          }
        },
      ),
    );
  });
});
