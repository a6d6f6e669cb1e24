import type { MemberIndex } from './config.ts';
import type { Draft } from './draft.ts';
/** There is a primary of this term: doors lead to it, and the others are made its standbys. */
export declare function enterSteady(draft: Draft, primary: MemberIndex, term: number): void;
/** Sends their route to the doors that are not known to lead to the primary. */
export declare function sendRoutes(draft: Draft): void;
/** A route is also a lease: from the moment it is sent the door may lead to the primary. */
export declare function sendRoute(draft: Draft, door: number): void;
//# sourceMappingURL=steady.d.ts.map