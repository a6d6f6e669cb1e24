import type { Clock } from '../../clock/clock.ts';
import type { HostFiles } from './host-files.ts';
import type { MemberUser } from './surroundings.ts';
/** The watchdog of a host, which resets it when nobody keeps it quiet. */
export interface Watchdog {
    /** As when the host has no power: it is armed anew by whoever opens it next. */
    disarm(): void;
    close(): void;
}
/** What is written to the device and was not read yet. */
type ReadDevice = () => string;
/**
 * Watches what Patroni's `driver: testing` writes in place of ioctls: `Ctimeout=<seconds>` and a new
 * line arms it, `1` keeps it quiet for as long again, and `V` disarms it. Like a device of the
 * hardware it goes on counting while its host hangs, or when who opened it has died.
 */
export declare function watchWatchdog(options: {
    readonly read: ReadDevice;
    readonly clock: Clock;
    /** Resets the host. */
    readonly onBite: () => void;
}): Watchdog;
/** Where a host's watchdog is: a named pipe in place of `/dev/watchdog`. */
export declare function makeWatchdogDevice(files: HostFiles, user: MemberUser): Promise<string>;
/** Reads the pipe without waiting. It stays open for writing, so it has no end. */
export declare function openWatchdogDevice(path: string): {
    readonly read: ReadDevice;
    close(): void;
};
export {};
//# sourceMappingURL=watchdog.d.ts.map