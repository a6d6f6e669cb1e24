import { seededRandom } from '@ninefold/resilience';

import { newCandidate, step as safeStep, validUntilMs, wakeAtMs } from './candidate.ts';
import type { CandidateState, Command, Happening, Surroundings } from './candidate.ts';
import { ObservedExpiry } from './observed-expiry.ts';
import type { Random } from './time.ts';
import { leastMarginMs, timing } from './timing.ts';
import type { Timing } from './timing.ts';

/*
 * An election in virtual time: candidates whose clocks differ, which freeze, crash and stop; a store
 * that restarts; requests and answers that are slow, lost, or carried out long after they were given
 * up; and a resource that the leaders write to. All of it is decided by the seed.
 */

export type Invariant =
  /** No two candidates run a work that was not told to stop, unless frozen. */
  | 'one leader'
  /** A work begins under a term higher than any before. */
  | 'terms increase'
  /** The resource took no write of an older term after one of a newer. */
  | 'no stale write'
  /** A lease is given back when the work under it has ended. */
  | 'released after work'
  /** When the faults have ended, somebody leads. */
  | 'recovers';

export interface Schedule {
  readonly violation: { readonly invariant: Invariant; readonly atMs: number } | undefined;
  readonly elections: number;
  /** Writes of an older term that the resource refused. */
  readonly refusedWrites: number;
  /** Works that were told to stop since their lease was about to end. */
  readonly expiries: number;
}

/** What may be broken. */
export interface Broken {
  readonly validUntilMs?: Surroundings['validUntilMs'];
  readonly step?: typeof safeStep;
  /** The resource takes every write. */
  readonly unfenced?: boolean;
  /** The store forgets its terms when it restarts. */
  readonly forgetful?: boolean;
  /** Instants that the holder wrote are compared with one's own clock. */
  readonly remoteClocks?: boolean;
}

const TTL_MS = 1_000;
const FAULTS_MS = 15_000;
const RECOVERY_MS = 15_000;
const CANDIDATES = 3;
/** A timer fires at most so late while its process runs (ms). The margin covers it. */
const LATE_TIMER_MS = 5;
/** The offsets of clocks from each other are at most that (ms). */
const CLOCK_OFFSET_MS = 100_000;

interface Candidate {
  readonly index: number;
  readonly rate: number;
  readonly offsetMs: number;
  life: 'running' | 'frozen' | 'dead';
  /** Counts processes. */
  incarnation: number;
  state: CandidateState;
  /** The one wake-up that counts. */
  wake: number;
  expiry: ObservedExpiry;
  work: { readonly term: number; told: boolean } | undefined;
  inbox: (() => void)[];
}

interface StoredGrant {
  version: number;
  term: number;
  holder: string;
  /** By the store's clock; for the kind of store that says itself when a lease ends. */
  endsMs: number;
  /** By the holder's clock. */
  writtenMs: number;
}

export function simulate(seed: number, broken: Broken = {}): Schedule {
  return new Simulation(seed, broken).run();
}

class Simulation {
  readonly #random: Random;
  readonly #broken: Broken;
  readonly #timing: Timing;
  /** Who says that a lease has ended: the store, or each candidate by what it saw. */
  readonly #kind: 'store' | 'observed';
  readonly #storeRate: number;
  readonly #candidates: Candidate[];
  readonly #grant: StoredGrant = { version: 1, term: 0, holder: '', endsMs: 0, writtenMs: 0 };
  readonly #queue: { readonly atMs: number; readonly happen: () => void }[] = [];
  readonly #surroundings: Surroundings;
  #storeUp = true;
  #storms = true;
  #nowMs = 0;
  #newestBegun = 0;
  #newestWritten = 0;
  #violation: { readonly invariant: Invariant; readonly atMs: number } | undefined;
  #elections = 0;
  #refusedWrites = 0;
  #expiries = 0;

  constructor(seed: number, broken: Broken) {
    const random = seededRandom(seed);
    this.#random = random;
    this.#broken = broken;
    const drift = this.#oneOf([0, 0.001, 0.05, 0.2]);
    const leastMs = leastMarginMs(TTL_MS, drift) + 2 * LATE_TIMER_MS;
    this.#timing = timing(TTL_MS, {
      maxClockDrift: drift,
      safetyMarginMs: random() < 0.7 ? leastMs : Math.max(TTL_MS / 4, leastMs),
      campaignEveryMs: this.#oneOf([10, 100]),
      maxBackoffMs: TTL_MS,
    });
    this.#kind = this.#oneOf(['store', 'observed']);
    const rate = (): number => 1 + drift * this.#oneOf([-1, 1, 2 * random() - 1]);
    this.#storeRate = rate();
    this.#candidates = Array.from({ length: CANDIDATES }, (_, index) => ({
      index,
      rate: rate(),
      offsetMs: CLOCK_OFFSET_MS * random(),
      life: 'running',
      incarnation: 1,
      state: { kind: 'stopped' },
      wake: 0,
      expiry: new ObservedExpiry(),
      work: undefined,
      inbox: [],
    }));
    let requests = 0;
    this.#surroundings = {
      timing: this.#timing,
      random,
      nextRequest: () => ++requests,
      validUntilMs: broken.validUntilMs ?? validUntilMs,
    };
  }

  run(): Schedule {
    for (const candidate of this.#candidates) this.#start(candidate);
    for (const candidate of this.#candidates) this.#scheduleFault(candidate);
    this.#scheduleRestart();
    this.#after(FAULTS_MS, () => {
      this.#storms = false;
    });
    let recovered = false;
    while (this.#violation === undefined && this.#nowMs < FAULTS_MS + RECOVERY_MS) {
      const next = this.#queue.pop();
      if (next === undefined) break;
      this.#nowMs = next.atMs;
      next.happen();
      this.#checkOneLeader();
      if (!this.#storms && this.#candidates.some(leads)) {
        recovered = true;
        break;
      }
    }
    if (!recovered) this.#accuse('recovers');
    return {
      violation: this.#violation,
      elections: this.#elections,
      refusedWrites: this.#refusedWrites,
      expiries: this.#expiries,
    };
  }

  #oneOf<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)] as T;
  }

  /** After a delay of true time. The queue is sorted, the next at its end. */
  #after(delayMs: number, happen: () => void): void {
    const atMs = this.#nowMs + delayMs;
    let [low, high] = [0, this.#queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#queue[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, { atMs, happen });
  }

  #accuse(invariant: Invariant): void {
    this.#violation ??= { invariant, atMs: this.#nowMs };
  }

  #checkOneLeader(): void {
    if (this.#candidates.filter(leads).length > 1) this.#accuse('one leader');
  }

  #localMs({ rate, offsetMs }: Candidate): number {
    return offsetMs + rate * this.#nowMs;
  }

  #start(candidate: Candidate): void {
    candidate.state = newCandidate(this.#localMs(candidate));
    candidate.expiry = new ObservedExpiry();
    this.#happen(candidate, { kind: 'time-passed' });
  }

  // ── Candidates ──

  /** In the process as it is now: later when it is frozen, never when it dies before. */
  #inProcess(candidate: Candidate, happen: () => void): () => void {
    const { incarnation } = candidate;
    return () => {
      if (candidate.incarnation !== incarnation || candidate.life === 'dead') return;
      if (candidate.life === 'frozen') candidate.inbox.push(happen);
      else happen();
    };
  }

  #happen(candidate: Candidate, happening: Happening): void {
    const decide = this.#broken.step ?? safeStep;
    const localMs = this.#localMs(candidate);
    const before = candidate.state;
    const { state, commands } = decide(before, happening, localMs, this.#surroundings);
    candidate.state = state;
    const wake = ++candidate.wake;
    const wakeMs = wakeAtMs(state, this.#timing);
    if (wakeMs !== undefined && Number.isFinite(wakeMs)) {
      const delayMs = Math.max(wakeMs - localMs, 0) / candidate.rate;
      const due = this.#inProcess(candidate, () => {
        if (candidate.wake === wake) this.#happen(candidate, { kind: 'time-passed' });
      });
      this.#after(delayMs + LATE_TIMER_MS * this.#random(), due);
    }
    for (const command of commands) this.#carryOut(candidate, command);
    // An application whose work is done begins anew, some time.
    if (state.kind === 'stopped' && before.kind !== 'stopped') {
      this.#after(
        500 * this.#random(),
        this.#inProcess(candidate, () => this.#start(candidate)),
      );
    }
  }

  #carryOut(candidate: Candidate, command: Command): void {
    switch (command.kind) {
      case 'acquire':
        this.#acquire(candidate, command.request);
        return;
      case 'renew':
        this.#renew(candidate, command.request, command.term);
        return;
      case 'release':
        if (candidate.work !== undefined) this.#accuse('released after work');
        this.#release(candidate, command.request, command.term);
        return;
      case 'give-up': {
        // What the shell does: the call rejects, though the store may carry it out later.
        const { request } = command;
        this.#happen(candidate, { kind: 'failed', request });
        return;
      }
      case 'begin-work':
        this.#beginWork(candidate, command.term);
        return;
      case 'abort-work':
        if (command.reason === 'expired') this.#expiries += 1;
        if (candidate.work !== undefined) this.#endWork(candidate, candidate.work);
    }
  }

  #beginWork(candidate: Candidate, term: number): void {
    this.#elections += 1;
    if (term <= this.#newestBegun) this.#accuse('terms increase');
    this.#newestBegun = Math.max(this.#newestBegun, term);
    const work = { term, told: false };
    candidate.work = work;
    const writeAgain = this.#inProcess(candidate, () => {
      if (candidate.work !== work) return;
      this.#write(term);
      this.#after(100 * this.#random(), writeAgain);
    });
    writeAgain();
    if (this.#random() < 0.1) {
      const end = this.#inProcess(candidate, () => {
        if (candidate.work === work) this.#endWork(candidate, work);
      });
      this.#after(2_000 * this.#random(), end);
    }
  }

  /** It goes on for a while: not every work looks at its signal at once. */
  #endWork(candidate: Candidate, work: NonNullable<Candidate['work']>): void {
    if (work.told) return;
    const stale = this.#random() < 0.1;
    const reactionMs = this.#random() < 0.2 ? 1_500 * this.#random() : 10 * this.#random();
    if (candidate.state.kind === 'ending') work.told = true;
    const ended = this.#inProcess(candidate, () => {
      if (candidate.work !== work) return;
      candidate.work = undefined;
      this.#happen(candidate, { kind: 'work-ended', stale });
    });
    this.#after(reactionMs, ended);
  }

  /** Arrives any time later. */
  #write(term: number): void {
    this.#after(this.#delayMs(), () => {
      if (term < this.#newestWritten) {
        if (this.#broken.unfenced === true) this.#accuse('no stale write');
        this.#refusedWrites += 1;
        return;
      }
      this.#newestWritten = term;
    });
  }

  // ── The store, and the way to it ──

  #delayMs(): number {
    if (!this.#storms || this.#random() < 0.9) return 0.5 + 4 * this.#random();
    return 3 * TTL_MS * this.#random();
  }

  /** Asks the store; `answered` is called in the process, unless either way was lost. */
  #ask<T>(
    candidate: Candidate,
    request: number,
    carryOut: () => T,
    answered: (answer: T) => void,
  ): void {
    const lost = (): boolean => this.#storms && this.#random() < 0.07;
    const reply = (arrived: () => void): void => {
      if (!lost()) this.#after(this.#delayMs(), this.#inProcess(candidate, arrived));
    };
    const arrive = (): void => {
      if (this.#storeUp) {
        const answer = carryOut();
        reply(() => {
          answered(answer);
        });
      } else if (this.#random() < 0.5) {
        // Refused; else nothing is heard.
        reply(() => {
          this.#happen(candidate, { kind: 'failed', request });
        });
      }
    };
    if (!lost()) this.#after(this.#delayMs(), arrive);
    // Sent twice, by some network or driver.
    if (this.#storms && this.#random() < 0.02) this.#after(this.#delayMs(), arrive);
  }

  get #storeMs(): number {
    return this.#storeRate * this.#nowMs;
  }

  #put(holder: string, term: number, writtenMs: number): void {
    const grant = this.#grant;
    grant.version += 1;
    Object.assign(grant, { holder, term, writtenMs, endsMs: this.#storeMs + TTL_MS });
  }

  #acquire(candidate: Candidate, request: number): void {
    const holder = nameOf(candidate);
    const answer = (term: number | undefined): void => {
      this.#happen(
        candidate,
        term === undefined ? { kind: 'refused', request } : { kind: 'granted', request, term },
      );
    };
    const sentMs = this.#localMs(candidate);
    if (this.#kind === 'store') {
      this.#ask(
        candidate,
        request,
        () => {
          const { holder: now, endsMs, term } = this.#grant;
          if (now !== '' && now !== holder && this.#storeMs < endsMs) return undefined;
          this.#put(holder, term + 1, sentMs);
          return term + 1;
        },
        answer,
      );
      return;
    }
    this.#ask(
      candidate,
      request,
      () => ({ ...this.#grant }),
      (seen) => {
        const localMs = this.#localMs(candidate);
        const ended =
          this.#broken.remoteClocks === true
            ? localMs - seen.writtenMs >= TTL_MS
            : candidate.expiry.hasEnded(String(seen.version), TTL_MS, localMs);
        if (seen.holder !== '' && seen.holder !== holder && !ended) {
          answer(undefined);
          return;
        }
        this.#ask(
          candidate,
          request,
          () => {
            if (this.#grant.version !== seen.version) return undefined;
            this.#put(holder, seen.term + 1, localMs);
            return seen.term + 1;
          },
          answer,
        );
      },
    );
  }

  #renew(candidate: Candidate, request: number, term: number): void {
    const holder = nameOf(candidate);
    const sentMs = this.#localMs(candidate);
    this.#ask(
      candidate,
      request,
      () => {
        if (this.#grant.holder !== holder || this.#grant.term !== term) return false;
        this.#put(holder, term, sentMs);
        return true;
      },
      (renewed) => {
        this.#happen(candidate, { kind: renewed ? 'renewed' : 'gone', request });
      },
    );
  }

  #release(candidate: Candidate, request: number, term: number): void {
    const holder = nameOf(candidate);
    const sentMs = this.#localMs(candidate);
    this.#ask(
      candidate,
      request,
      () => {
        if (this.#grant.holder === holder && this.#grant.term === term) {
          this.#put('', term, sentMs);
        }
      },
      () => {
        this.#happen(candidate, { kind: 'released', request });
      },
    );
  }

  // ── Faults ──

  #scheduleFault(candidate: Candidate): void {
    this.#after(4_000 * this.#random(), () => {
      if (!this.#storms) return;
      const fate = this.#random();
      if (fate < 0.5) this.#freeze(candidate);
      else if (fate < 0.7) this.#crash(candidate);
      else this.#stop(candidate);
      this.#scheduleFault(candidate);
    });
  }

  #freeze(candidate: Candidate): void {
    if (candidate.life !== 'running') return;
    candidate.life = 'frozen';
    this.#after(2.5 * TTL_MS * this.#random(), () => {
      if (candidate.life !== 'frozen') return;
      candidate.life = 'running';
      const missed = candidate.inbox;
      candidate.inbox = [];
      // It wakes in the middle of what it did, before it can learn anything.
      if (candidate.work !== undefined) this.#write(candidate.work.term);
      // Then timers and answers, in whatever order its event loop has them.
      if (this.#random() < 0.5) this.#happen(candidate, { kind: 'time-passed' });
      for (const happen of missed) happen();
      this.#happen(candidate, { kind: 'time-passed' });
    });
  }

  #crash(candidate: Candidate): void {
    if (candidate.life === 'dead') return;
    candidate.life = 'dead';
    candidate.work = undefined;
    candidate.inbox = [];
    this.#after(1_000 * this.#random(), () => {
      candidate.life = 'running';
      candidate.incarnation += 1;
      this.#start(candidate);
    });
  }

  #stop(candidate: Candidate): void {
    if (candidate.life === 'running') this.#happen(candidate, { kind: 'stop' });
  }

  /** Unreachable for a while. Leases of etcd begin anew then; those of others go on. */
  #scheduleRestart(): void {
    this.#after(8_000 * this.#random(), () => {
      if (!this.#storms) return;
      this.#storeUp = false;
      this.#after(2 * TTL_MS * this.#random(), () => {
        this.#storeUp = true;
        if (this.#random() < 0.5) this.#grant.endsMs = this.#storeMs + TTL_MS;
        if (this.#broken.forgetful === true) this.#put('', 0, 0);
      });
      this.#scheduleRestart();
    });
  }
}

function leads({ life, work }: Candidate): boolean {
  return life === 'running' && work !== undefined && !work.told;
}

/** As a holder's name: another process is another holder. */
function nameOf({ index, incarnation }: Candidate): string {
  return `${index}/${incarnation}`;
}
