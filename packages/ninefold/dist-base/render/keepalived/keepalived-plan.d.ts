/** One host of the pair that holds the virtual address, as keepalived needs it. */
export interface KeepalivedPlan {
    /** A word: names the instance. */
    readonly name: string;
    /** This host's own address on `interface`. */
    readonly address: string;
    /** The other hosts' addresses. */
    readonly peers: readonly string[];
    readonly interface: string;
    /** With its prefix length: `10.0.0.30/24`. */
    readonly virtualAddress: string;
    /** 1 to 255, the same on all hosts and unique in the network. */
    readonly routerId: number;
    /** 1 to 254, another on each host: who begins. */
    readonly priority: number;
    /** Exits 0 while HAProxy answers: an argument array. */
    readonly healthCommand: readonly string[];
    /** User the health command runs as. */
    readonly scriptUser: string;
    /** As comments quote it: `promise.rto: 10s`. */
    readonly rtoReason: string;
}
//# sourceMappingURL=keepalived-plan.d.ts.map