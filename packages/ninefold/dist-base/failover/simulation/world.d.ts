import type { Random } from '../../clock/random.ts';
import type { DoorIndex, FailoverConfig, MemberIndex } from '../decide/config.ts';
import type { LeaseGrant } from '../decide/observation.ts';
import type { EventQueue } from './event-queue.ts';
import type { LogRecord } from './log.ts';
import { Network } from './network.ts';
import type { Witness } from './witness.ts';
/** One PostgreSQL of the simulated store. */
export interface SimMember {
    readonly index: MemberIndex;
    life: 'running' | 'frozen' | 'dead';
    /** Counts starts; sessions and streams do not outlive one. */
    incarnation: number;
    role: 'primary' | 'standby';
    roleTerm: number;
    /** The highest term of a command seen: lower ones are refused. */
    seenTerm: number;
    log: LogRecord;
    /** A rebuild began and is not complete: nothing to start. */
    wiped: boolean;
    /** The member it is set to stream from. */
    upstream: MemberIndex | undefined;
    /** It streams from there. */
    streaming: boolean;
    /** As primary, by standby: how far it said to have flushed. */
    readonly flushed: number[];
    /** Commits that wait for standbys. */
    waiting: {
        readonly record: LogRecord;
        readonly acknowledge: (record: LogRecord) => void;
    }[];
    /** What arrived while it was frozen. */
    inbox: (() => void)[];
}
/** One listener that clients reach the primary through. */
export interface SimDoor {
    readonly index: DoorIndex;
    /** Rate of its clock against true time. */
    readonly rate: number;
    /** Lower terms are refused. */
    term: number;
    route: LeaseGrant | undefined;
    /** By its own clock (ms). */
    leaseEndsMs: number;
    /** Sessions of a former generation are cut. */
    generation: number;
}
/** Everything there is, apart from the agent. */
export interface World {
    readonly config: FailoverConfig;
    readonly queue: EventQueue;
    readonly random: Random;
    readonly network: Network;
    readonly members: readonly SimMember[];
    readonly doors: readonly SimDoor[];
    readonly lease: {
        reservedTerm: number;
        granted: LeaseGrant | undefined;
    };
    readonly witness: Witness;
    /** Set by the agent: told of ends of members that the supervisor sees. */
    onExit: (member: MemberIndex) => void;
}
export declare const AGENT = 0;
export declare const memberNode: (member: MemberIndex) => number;
/** The supervisor on the member's host: it lives on when the member is frozen or dead. */
export declare const hostNode: ({ config }: World, member: MemberIndex) => number;
export declare const doorNode: ({ config }: World, door: DoorIndex) => number;
/** Member 0 is primary under term 1, the others stream from it; no door leads anywhere yet. */
export declare function createWorld(config: FailoverConfig, random: Random, queue: EventQueue, witness: Witness): World;
/** A clock's rate: as wrong as allowed in half of the cases, else anything between. */
export declare function clockRate({ maxClockDrift }: FailoverConfig, random: Random): number;
/** @throws RangeError for a member that does not exist */
export declare function memberAt(world: World, index: MemberIndex): SimMember;
/** @throws RangeError for a door that does not exist */
export declare function doorAt(world: World, index: DoorIndex): SimDoor;
//# sourceMappingURL=world.d.ts.map