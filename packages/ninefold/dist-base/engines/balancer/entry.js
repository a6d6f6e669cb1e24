import { builtEntry } from '../../supervisor/built-entry.js';
/**
 * Path of the program to spawn as the balancer: `spawn(process.execPath, [balancerEntry()], {
 * stdio: ['ignore', log, log, 'ipc'] })`. Run from source, it is the built one.
 */
export function balancerEntry() {
    return builtEntry(import.meta.url, './process.ts');
}
//# sourceMappingURL=entry.js.map