import type { MemberIndex } from '../decide/config.ts';
import type { LogRecord } from './log.ts';
import type { SimMember, World } from './world.ts';
/** Lets a message in: at once, when the member thaws, or never. */
export declare function deliver(member: SimMember, receive: () => void): void;
/** Ends every process of the member at once; its disk stays. */
export declare function kill(world: World, member: SimMember, why: string): void;
export declare function freeze(world: World, member: SimMember): void;
export declare function thaw(world: World, member: SimMember): void;
/** Starts a dead member on its data. */
export declare function start(world: World, member: SimMember, role: 'primary' | 'standby', upstream: MemberIndex | undefined): void;
/** Begins to accept writes under a term, which becomes the first record of it. */
export declare function becomePrimary(world: World, member: SimMember, term: number): void;
/** Streams from its upstream if that runs, can be reached, and its log continues the member's. */
export declare function connect(world: World, member: SimMember): 'streaming' | 'no link' | 'diverged';
/** Standbys try again every few milliseconds; here they do when it can have become possible. */
export declare function reconnectFollowers(world: World, upstream: SimMember): void;
/** A client's write arrives at a member; a message that arrives twice makes two records. */
export declare function write(world: World, member: SimMember, id: number, acknowledge: (record: LogRecord) => void): void;
//# sourceMappingURL=member.d.ts.map