import type { Clock } from '../../clock/clock.ts';
import type { BalancerEvent, BalancerUpdate, StoreListenerConfig } from './message.ts';
import { type Route } from './store-route.ts';
import { StoreSession, type SessionOwner } from './store-session.ts';
/** A TCP listener that leads to the store's primary, and holds who comes while there is none. */
export declare class StoreListener implements SessionOwner {
    #private;
    constructor(config: StoreListenerConfig, clock: Clock, emit: (event: BalancerEvent) => void);
    get store(): string;
    listen(host: string): Promise<number>;
    close(): Promise<void>;
    apply(update: Extract<BalancerUpdate, {
        kind: 'route' | 'renew' | 'cut';
    }>): void;
    /** Cuts the sessions if the lease has run out. Its timer calls this, and so do tests. */
    expire(): void;
    allows(route: Route): boolean;
    onUnconnected(session: StoreSession): void;
    onClosed(session: StoreSession): void;
}
//# sourceMappingURL=store-listener.d.ts.map