import type { Dispatcher } from 'undici';
import type { Attempt } from './client.ts';
import type { HttpEnding } from './outcome.ts';
/**
 * One request and its answer, of which only the status matters. The body is read (to keep the
 * connection, and because a client waits for it) up to 64 KiB and thrown away; when it is longer,
 * cut or late, the status that came before it decides.
 */
export declare class HttpExchange implements Attempt, Dispatcher.DispatchHandler {
    #private;
    settled: boolean;
    constructor(onEnd: (ending: HttpEnding) => void);
    expire(): void;
    /** undici is about to write the request. */
    onRequestStart(controller: Dispatcher.DispatchController): void;
    onResponseStart(_controller: Dispatcher.DispatchController, status: number): void;
    onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void;
    onResponseEnd(): void;
    /** Nobody asked to upgrade: whatever it is, it is no answer. */
    onRequestUpgrade(_controller: Dispatcher.DispatchController, _status: number, _headers: unknown, socket: {
        destroy(): void;
    }): void;
    onResponseError(_controller: Dispatcher.DispatchController, error: Error): void;
}
//# sourceMappingURL=http-exchange.d.ts.map