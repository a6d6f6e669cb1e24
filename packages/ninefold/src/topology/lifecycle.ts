import type { Clock } from '../clock/clock.ts';
import type { TopologyEvent, TopologyEventKind } from '../ports/events.ts';
import { messageOf } from '../ports/errors.ts';
import type { MemberExit } from '../supervisor/member-process.ts';
import { exitText } from '../supervisor/restarting-member.ts';

/** Tells of a member. */
export type Tell = (kind: TopologyEventKind, member: string, text: string) => void;

export function teller(clock: Clock, onEvent: (event: TopologyEvent) => void): Tell {
  return (kind, member, text) => {
    onEvent({ atMs: clock.monotonicMs(), kind, member, text });
  };
}

/** What a member that is started again and again tells of its life. */
export interface Lifecycle {
  readonly onStarted: () => void;
  readonly onReady: () => void;
  readonly onExited: (exit: MemberExit) => void;
  readonly onFailed: (error: unknown) => void;
}

export function lifecycleOf(member: string, program: string, tell: Tell): Lifecycle {
  return {
    onStarted: () => {
      tell('started', member, `${program} started`);
    },
    onReady: () => {
      tell('ready', member, 'ready');
    },
    onExited: (exit) => {
      tell('exited', member, `ended: ${exitText(exit)}`);
    },
    onFailed: (error) => {
      tell('note', member, messageOf(error));
    },
  };
}
