/** How long each part of a shutdown may take (ms). */
export interface ShutdownTimes {
  /** From not ready to no longer accepting: balancers must notice in it. */
  readonly noticeMs: number;
  /** For the requests in flight. */
  readonly drainMs: number;
  /** For background work and stores, all together. */
  readonly endMs: number;
}

/** Where the process is on its way out, with what holds there. Times are monotonic (ms). */
export type ShutdownState =
  | { readonly kind: 'running' }
  | ({ readonly kind: 'noticing' | 'draining' | 'ending'; readonly untilMs: number } & Going)
  | { readonly kind: 'finished' };

/** How it will end. */
interface Going {
  readonly code: 0 | 1;
  /** Whether the process exits at the end: not when only the program itself asked. */
  readonly exits: boolean;
  /** Whether a signal has been seen: the next one ends at once. */
  readonly signalled: boolean;
}

export type ShutdownEvent =
  /** SIGTERM or SIGINT. */
  | { readonly kind: 'signal' }
  /** The program asks; the process lives on. */
  | { readonly kind: 'stop' }
  /** An uncaught error, an unhandled rejection or a stalled event loop. */
  | { readonly kind: 'broken' }
  /** `untilMs` has passed. */
  | { readonly kind: 'due' }
  /** The last connection has closed. */
  | { readonly kind: 'drained' }
  /** Background work and stores have ended; `failed` when one of them threw. */
  | { readonly kind: 'ended'; readonly failed: boolean };

export type ShutdownCommand =
  /** Ready turns false, and every answer from now on says `Connection: close`. */
  | { readonly kind: 'turn-unready' }
  /** Closes the listening sockets and the idle connections. */
  | { readonly kind: 'stop-accepting' }
  /** Destroys the connections that are left. */
  | { readonly kind: 'cut-connections' }
  /** Ends background work and stores, the last started first. */
  | { readonly kind: 'end-work' }
  | { readonly kind: 'finish'; readonly code: 0 | 1; readonly exits: boolean };

export interface Decision {
  readonly state: ShutdownState;
  readonly commands: readonly ShutdownCommand[];
}

/**
 * The whole decision of a shutdown: notice, drain, end, exit. Each part ends by its event or by its
 * time, so that it always comes to its end within `noticeMs + drainMs + endMs`.
 *
 * Code 1: something had broken, an ending failed or overran, or a second signal cut it short.
 * Requests cut at `drainMs` are reported and don't change the code, for a WebSocket that nobody
 * closes is no fault of the process.
 */
export function decide(
  state: ShutdownState,
  event: ShutdownEvent,
  nowMs: number,
  times: ShutdownTimes,
): Decision {
  if (state.kind === 'finished') return unchanged(state);
  if (state.kind === 'running') return begin(state, event, nowMs, times);
  switch (event.kind) {
    case 'signal':
      return state.signalled
        ? finish({ ...state, code: 1 })
        : unchanged({ ...state, signalled: true, exits: true });
    case 'stop':
      return unchanged(state);
    case 'broken':
      return unchanged({ ...state, code: 1, exits: true });
    case 'due':
      return overdue(state, nowMs, times);
    case 'drained':
      return state.kind === 'draining' ? end(state, nowMs, times, []) : unchanged(state);
    case 'ended':
      if (state.kind !== 'ending') return unchanged(state);
      return finish(event.failed ? { ...state, code: 1 } : state);
  }
}

function begin(
  state: ShutdownState,
  event: ShutdownEvent,
  nowMs: number,
  times: ShutdownTimes,
): Decision {
  const { kind } = event;
  if (kind !== 'signal' && kind !== 'stop' && kind !== 'broken') return unchanged(state);
  const going: Going = {
    code: kind === 'broken' ? 1 : 0,
    exits: kind !== 'stop',
    signalled: kind === 'signal',
  };
  const unready: ShutdownCommand = { kind: 'turn-unready' };
  if (times.noticeMs > 0)
    return {
      state: { kind: 'noticing', untilMs: nowMs + times.noticeMs, ...going },
      commands: [unready],
    };
  const draining = drain(going, nowMs, times);
  return { ...draining, commands: [unready, ...draining.commands] };
}

/** The part's time is up: the next begins. */
function overdue(
  state: Exclude<ShutdownState, { kind: 'running' | 'finished' }>,
  nowMs: number,
  times: ShutdownTimes,
): Decision {
  switch (state.kind) {
    case 'noticing':
      return drain(state, nowMs, times);
    case 'draining':
      return end(state, nowMs, times, [{ kind: 'cut-connections' }]);
    case 'ending':
      return finish({ ...state, code: 1 });
  }
}

function drain({ code, exits, signalled }: Going, nowMs: number, times: ShutdownTimes): Decision {
  return {
    state: { kind: 'draining', untilMs: nowMs + times.drainMs, code, exits, signalled },
    commands: [{ kind: 'stop-accepting' }],
  };
}

function end(
  { code, exits, signalled }: Going,
  nowMs: number,
  times: ShutdownTimes,
  first: readonly ShutdownCommand[],
): Decision {
  return {
    state: { kind: 'ending', untilMs: nowMs + times.endMs, code, exits, signalled },
    commands: [...first, { kind: 'end-work' }],
  };
}

function finish({ code, exits }: Going): Decision {
  return { state: { kind: 'finished' }, commands: [{ kind: 'finish', code, exits }] };
}

function unchanged(state: ShutdownState): Decision {
  return { state, commands: [] };
}
