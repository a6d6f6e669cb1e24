import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { hasEnvironment, processEntry, processTree, worksIn } from './process-table.js';
it('finds a tree by parentage, and nothing beside it', () => {
    const entry = (pid, parentPid) => ({ pid, parentPid, state: 'S', startTicks: 1 });
    const table = [entry(10, 1), entry(11, 10), entry(12, 11), entry(20, 1), entry(21, 20)];
    expect(processTree(10, table).toSorted((a, b) => a - b)).toEqual([10, 11, 12]);
    expect(processTree(99, table)).toEqual([]);
});
it('sees where a process works and what it was given, and that it ended', async () => {
    const child = spawn('sleep', ['30'], { cwd: '/tmp', env: { MARK: 'one' } });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(worksIn(pid, '/tmp')).toBe(true);
    expect(worksIn(pid, '/tm')).toBe(false);
    expect(hasEnvironment(pid, 'MARK=one')).toBe(true);
    expect(hasEnvironment(pid, 'MARK=on')).toBe(false);
    expect(processEntry(pid)?.parentPid).toBe(process.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processEntry(pid)).toBeUndefined();
});
//# sourceMappingURL=process-table.test.js.map