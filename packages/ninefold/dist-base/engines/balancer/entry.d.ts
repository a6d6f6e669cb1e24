/**
 * Path of the program to spawn as the balancer: `spawn(process.execPath, [balancerEntry()], {
 * stdio: ['ignore', log, log, 'ipc'] })`. Run from source, it is the built one.
 */
export declare function balancerEntry(): string;
//# sourceMappingURL=entry.d.ts.map