/** A /24 of addresses that no other run on this machine has. */
export interface AddressBlock {
    /** 0 to 511; part of the names of its interfaces. */
    readonly number: number;
    /** The address with this last part. */
    address(last: number): string;
    close(): Promise<void>;
}
/**
 * Takes a block.
 *
 * Whoever listens on the block's first loopback address has it, so a run that is killed gives it
 * back.
 *
 * @throws EnvironmentError when none is free
 */
export declare function takeAddressBlock(): Promise<AddressBlock>;
/** This machine's end of the way to the hosts of a block. */
export declare function interfaceOf(block: number): string;
//# sourceMappingURL=address-block.d.ts.map