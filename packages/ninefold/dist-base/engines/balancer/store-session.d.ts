import { type Socket } from 'node:net';
import type { Route } from './store-route.ts';
/** What a session asks of its listener. */
export interface SessionOwner {
    /** Data may pass to the primary of this route: it stands, and its lease has not run out. */
    allows(route: Route): boolean;
    /** The primary did not take the connection; the client is still there. */
    onUnconnected(session: StoreSession): void;
    onClosed(session: StoreSession): void;
}
/** One client's connection, and once there is a route the one to the primary. */
export declare class StoreSession {
    #private;
    /** Until when it may be held (real monotonic ms). */
    readonly holdUntilMs: number;
    /** @param client accepted paused and half-open-able */
    constructor(client: Socket, holdUntilMs: number, owner: SessionOwner);
    get joined(): boolean;
    /** Joined to a primary, or about to be. */
    get led(): boolean;
    /** Connects the held client to the primary. */
    lead(route: Route): void;
    /** The connection under way takes too long, or leads where it may no longer: held again. */
    release(): void;
    /** Ends it. The client sees a reset, so that it notices at once and can't take it for an end. */
    destroy(): void;
}
//# sourceMappingURL=store-session.d.ts.map