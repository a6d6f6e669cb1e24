/** What can be wrong with a link between two members. */
export type LinkFault = 
/** Nothing passes in either direction, and nobody is told. */
{
    readonly kind: 'partition';
}
/** All data arrive so much later (ms), in order and at full bandwidth. */
 | {
    readonly kind: 'delay';
    readonly byMs: number;
}
/** Each piece of data is lost with this chance (0 to 1) and sent again, as TCP does. */
 | {
    readonly kind: 'drop';
    readonly ratio: number;
}
/** Connections are reset on both sides, now and as soon as they are opened. */
 | {
    readonly kind: 'reset';
}
/** So many bytes a second at most in each direction, over all connections together. */
 | {
    readonly kind: 'throttle';
    readonly bytesPerSecond: number;
};
/** @throws RangeError for a delay, ratio or rate that means nothing */
export declare function assertLinkFault(fault: LinkFault): void;
//# sourceMappingURL=link-fault.d.ts.map