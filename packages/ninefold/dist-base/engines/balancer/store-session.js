import { connect } from 'node:net';
import { resetSocket } from '../../sockets/reset-socket.js';
/** One client's connection, and once there is a route the one to the primary. */
export class StoreSession {
    /** Until when it may be held (real monotonic ms). */
    holdUntilMs;
    #owner;
    #client;
    #state = { kind: 'held' };
    /** @param client accepted paused and half-open-able */
    constructor(client, holdUntilMs, owner) {
        this.#client = client;
        this.holdUntilMs = holdUntilMs;
        this.#owner = owner;
        client.setNoDelay(true);
        client.on('error', () => this.destroy());
        client.on('close', () => this.#afterClose(client));
    }
    get joined() {
        return this.#state.kind === 'joined';
    }
    /** Joined to a primary, or about to be. */
    get led() {
        return this.#state.kind === 'connecting' || this.#state.kind === 'joined';
    }
    /** Connects the held client to the primary. */
    lead(route) {
        const primary = connect({
            host: route.host,
            port: route.port,
            noDelay: true,
            allowHalfOpen: true,
        });
        this.#state = { kind: 'connecting', route, primary };
        primary.on('connect', () => {
            if (this.#state.kind !== 'connecting')
                return;
            if (!this.#owner.allows(route)) {
                this.#release(primary);
                return;
            }
            this.#state = { kind: 'joined', route, primary };
            this.#join(primary, route);
        });
        primary.on('error', () => {
            if (this.#state.kind === 'connecting')
                this.#release(primary);
            else
                this.destroy();
        });
        primary.on('close', () => {
            if (this.#state.kind === 'joined')
                this.#afterClose(primary);
        });
    }
    /** The connection under way takes too long, or leads where it may no longer: held again. */
    release() {
        if (this.#state.kind === 'connecting')
            this.#release(this.#state.primary);
    }
    /** Ends it. The client sees a reset, so that it notices at once and can't take it for an end. */
    destroy() {
        const state = this.#state;
        if (state.kind === 'closed')
            return;
        this.#state = { kind: 'closed' };
        if (state.kind !== 'held')
            state.primary.destroy();
        resetSocket(this.#client);
        this.#owner.onClosed(this);
    }
    /** One side is closed: the other may still have to take what it sent before its end. */
    #afterClose(side) {
        const state = this.#state;
        const other = state.kind !== 'joined' ? undefined : side === state.primary ? this.#client : state.primary;
        if (other === undefined || other.destroyed || !side.readableEnded)
            this.destroy();
    }
    #release(primary) {
        this.#state = { kind: 'held' };
        primary.destroy();
        this.#owner.onUnconnected(this);
    }
    #join(primary, route) {
        const client = this.#client;
        const leased = route.lease !== undefined;
        client.on('data', (piece) => {
            // The timer of the lease may be late; the data must not be.
            if (leased && !this.#owner.allows(route))
                this.destroy();
            else if (!primary.write(piece))
                client.pause();
        });
        primary.on('data', (piece) => {
            if (!client.write(piece))
                primary.pause();
        });
        primary.on('drain', () => client.resume());
        client.on('drain', () => primary.resume());
        client.on('end', () => primary.end());
        primary.on('end', () => client.end());
        client.resume();
    }
}
//# sourceMappingURL=store-session.js.map