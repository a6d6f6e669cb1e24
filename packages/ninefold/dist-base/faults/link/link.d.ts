import type { Clock } from '../../clock/clock.ts';
import type { Random } from '../../clock/random.ts';
import type { LinkFault } from './link-fault.ts';
export interface Upstream {
    readonly host: string;
    readonly port: number;
}
export interface LinkStats {
    /** Connections that are open, and that were ever accepted. */
    readonly open: number;
    readonly accepted: number;
    /** Bytes handed over from client to server, and back. */
    readonly forwardBytes: number;
    readonly backwardBytes: number;
}
/** One way from a member to another, which can be broken and mended while it is in use. */
export interface Link {
    readonly name: string;
    /** On 127.0.0.1. */
    readonly port: number;
    readonly fault: LinkFault | undefined;
    /**
     * Breaks the link; replaces the fault before. What is under way travels anew under the new
     * fault, as if it had been sent at this moment; connections stay open, save under `reset`.
     *
     * - `partition`: what was not delivered stays where it is, nothing more is read, no side learns
     *   that the other ended, and new connections are accepted (the kernel does that) but get no
     *   answer. After healing all goes on, as TCP does after a short partition.
     * - `delay`: every piece and the end of a stream arrive later; 4 MiB may be under way.
     * - `drop`: a piece (what one read brought, up to 64 KiB) is lost with the given chance and
     *   arrives after a retransmission timeout of 200 ms, doubled at each further loss, and what
     *   follows waits for it: all that a program sees of packet loss under TCP.
     * - `throttle`: each direction has the rate for itself, shared by all its connections.
     *
     * @throws RangeError for a delay, ratio or rate that means nothing
     */
    setFault(fault: LinkFault): void;
    /** Mends the link: what was held arrives at once, in order. */
    heal(): void;
    stats(): LinkStats;
    /** Ends the link and every connection through it. */
    close(): Promise<void>;
}
/** Opens a link on a free port of 127.0.0.1. */
export declare function openLink(options: {
    readonly name: string;
    readonly upstream: Upstream;
    readonly clock: Clock;
    readonly random: Random;
}): Promise<Link>;
//# sourceMappingURL=link.d.ts.map