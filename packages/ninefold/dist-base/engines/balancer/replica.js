import { UNKNOWN_HEALTH } from './replica-health.js';
import { UpstreamConnection, } from './upstream-connection.js';
/** One replica: its health and its connections, at most so many, the last used one reused first. */
export class Replica {
    address;
    health = UNKNOWN_HEALTH;
    drain = 'none';
    probe;
    nextCheckMs = 0;
    #options;
    #onFree;
    #connections = new Set();
    #idle = [];
    #nowMs = 0;
    #removed = false;
    /** @param onFree called whenever a request's place has become free */
    constructor(address, options, onFree) {
        this.address = address;
        this.#options = options;
        this.#onFree = onFree;
    }
    get tier() {
        return this.address.tier ?? 0;
    }
    get draining() {
        return this.drain !== 'none';
    }
    get outstanding() {
        return this.#connections.size - this.#idle.length;
    }
    get hasCapacity() {
        return this.#idle.length > 0 || this.#connections.size < this.#options.maxConnections;
    }
    /**
     * Sends a request over an idle connection or a new one.
     *
     * @param repeatable it may be sent again should the server close the idle connection meanwhile
     */
    send(request, repeatable, nowMs) {
        const maxIdleMs = repeatable ? this.#options.maxIdleMs : this.#options.maxIdleForUnsafeMs;
        let connection = this.#idle.pop();
        if (connection !== undefined && idleTooLong(connection, nowMs, maxIdleMs)) {
            // The last used one is the freshest: if it will not do, none will.
            if (this.#connections.size < this.#options.maxConnections)
                this.#idle.push(connection);
            else
                connection.abandon();
            connection = undefined;
        }
        if (connection === undefined) {
            connection = new UpstreamConnection(this.address.host, this.address.port, this);
            this.#connections.add(connection);
        }
        connection.send(request);
        return connection;
    }
    /** Fails what passed its deadline and closes what idled too long. */
    sweep(nowMs) {
        this.#nowMs = nowMs;
        for (const connection of this.#connections) {
            if (nowMs >= connection.deadlineMs)
                connection.expire('no answer in time');
        }
        while (this.#idle.length > 0 && idleTooLong(this.#idle[0], nowMs, this.#options.maxIdleMs)) {
            this.#idle[0].abandon();
        }
    }
    /** Takes back the requests that may be sent elsewhere, since it does not answer. */
    moveRequests() {
        for (const connection of Array.from(this.#connections)) {
            connection.expireIfMovable('the replica is slow');
        }
    }
    closeIdle() {
        while (this.#idle.length > 0)
            this.#idle[0].abandon();
    }
    /** Closes everything; its requests fail, and go elsewhere where that is allowed. */
    destroy() {
        this.#removed = true;
        this.probe?.abandon();
        for (const connection of Array.from(this.#connections)) {
            connection.expire('the replica was removed');
        }
    }
    onIdle(connection) {
        if (this.draining || this.#removed) {
            connection.abandon();
            return;
        }
        connection.idleSinceMs = this.#nowMs;
        this.#idle.push(connection);
        this.#onFree(this);
    }
    onClosed(connection) {
        this.#connections.delete(connection);
        const index = this.#idle.indexOf(connection);
        if (index >= 0)
            this.#idle.splice(index, 1);
        this.#onFree(this);
    }
}
function idleTooLong(connection, nowMs, maxIdleMs) {
    // Closed well before the server would: what is sent into that moment is lost.
    const hint = connection.keepAliveMs;
    const bound = hint === undefined ? maxIdleMs : Math.min(maxIdleMs, Math.max(hint / 2, hint - 2000));
    return nowMs - connection.idleSinceMs >= bound;
}
//# sourceMappingURL=replica.js.map