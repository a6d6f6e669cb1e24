import type { OperatingUser } from './operating-user.ts';
import { type Login } from './session.ts';
/**
 * Copies a running server's data directory through the replication protocol (BASE_BACKUP with its
 * WAL, one tar stream), which the npm package's programs can't do. `directory` must exist and be
 * empty and theirs. The system's `tar` unpacks: beside our process, so
 * that watching the store does not suffer.
 *
 * @throws the server's error; EnvironmentError when unpacking fails; the signal's reason
 */
export declare function baseBackup(login: Login, directory: string, options: {
    /** Who the files are to belong to, and who unpacks what a server sends. */
    readonly user: OperatingUser;
    /** Of the unpacking program, so that it can be found. */
    readonly environment: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
}): Promise<void>;
//# sourceMappingURL=base-backup.d.ts.map