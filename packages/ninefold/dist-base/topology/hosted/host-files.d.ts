import type { OperatingUser } from '../../engines/postgres/operating-user.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
/** The files of one host, below the run's directory, which its programs' user owns. */
export interface HostFiles {
    readonly directory: string;
    /** @returns the absolute path */
    write(name: string, text: string, mode?: number): string;
    path(name: string): string;
}
export declare function hostFiles(runDirectory: string, host: Host, user: OperatingUser): HostFiles;
//# sourceMappingURL=host-files.d.ts.map