import type { Lease } from './store-port.ts';
/**
 * The lease as a file on this host. It outlives the agent's process, which is what it must do: the
 * members it speaks of do not outlive the host, so it is not forced to the disk.
 *
 * @throws EnvironmentError when the file holds something else
 */
export declare function leaseFile(path: string): Lease;
//# sourceMappingURL=lease-file.d.ts.map