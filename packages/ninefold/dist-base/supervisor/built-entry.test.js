import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { builtEntry } from './built-entry.js';
it('leads from dist to the file beside, and from src to the same place in dist', () => {
    expect(builtEntry('file:///n/dist/workload/workload.js', './worker.ts')).toBe('/n/dist/workload/worker.js');
    expect(builtEntry('file:///n/src/workload/workload.ts', './worker.ts')).toBe('/n/dist/workload/worker.js');
});
it('changes only the last src of the path', () => {
    expect(builtEntry('file:///home/src/n/src/supervisor/supervisor.ts', './keeper.ts')).toBe('/home/src/n/dist/supervisor/keeper.js');
});
it.each([
    './keeper.ts',
    '../engines/balancer/process.ts',
    '../workload/worker.ts',
    '../workload/pacer-thread.ts',
])('finds %s once the package is built', (relative) => {
    expect(existsSync(builtEntry(import.meta.url, relative))).toBe(true);
});
//# sourceMappingURL=built-entry.test.js.map