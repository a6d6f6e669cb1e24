/** The user that PostgreSQL runs as. PostgreSQL refuses to run as root. */
export interface OperatingUser {
    /** What to spawn its programs with; empty for the present user, which is not root. */
    readonly as: {
        readonly uid?: number;
        readonly gid?: number;
    };
    /** Makes a directory theirs. It must lie in one that only we can write to. */
    own(directory: string): void;
    /**
     * Writes a file of theirs, whole or not at all: the server may read it at any moment. Safe in a
     * directory of theirs: a link that they put in its place is not followed.
     */
    write(path: string, content: string): void;
}
/**
 * The present user, or `nobody` when that is root. `initdb` needs an entry in the password file,
 * so a number alone would not do.
 *
 * @throws EnvironmentError when root has no `nobody` beside it
 */
export declare function operatingUser(): OperatingUser;
//# sourceMappingURL=operating-user.d.ts.map