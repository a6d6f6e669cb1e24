import type { Clock } from '../clock/clock.ts';
import type { TopologyEvent } from '../ports/events.ts';
import type { FailoverConfig, MemberIndex } from './decide/config.ts';
import { type FailoverState } from './decide/state.ts';
import type { Lease, StoreDoor, StoreMember } from './store-port.ts';
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
    primary(): {
        readonly member: MemberIndex;
        readonly term: number;
    } | undefined;
    /** While held a member is not started again when it ends. */
    hold(member: MemberIndex): void;
    release(member: MemberIndex): void;
    /** A primary serves behind every door, and every other member follows it. */
    isWhole(): boolean;
    /** Stops watching. What is under way is given up; members are left as they are. */
    close(): void;
}
export declare function createFailoverAgent(options: FailoverAgentOptions): FailoverAgent;
//# sourceMappingURL=agent.d.ts.map