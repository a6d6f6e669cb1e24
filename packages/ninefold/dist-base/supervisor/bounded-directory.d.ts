/** Whether this process may mount file systems. Root in a container often may not. */
export declare function canBoundDirectories(): boolean;
/**
 * Makes a directory that is a file system of its own, in memory, of so many bytes.
 *
 * @throws EnvironmentError when it can't be mounted
 */
export declare function mountBounded(directory: string, bytes: number): void;
/** Unmounts every file system mounted at or below the directory, the deepest first. */
export declare function unmountBelow(directory: string): void;
/** The directory itself, when a file system is mounted there. */
export declare function mountOf(directory: string): string | undefined;
//# sourceMappingURL=bounded-directory.d.ts.map