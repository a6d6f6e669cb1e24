import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { isFree, openPorts } from './ports.js';
it('gives two runs that ask at the same moment different ports', async () => {
    const runs = [openPorts(), openPorts(), openPorts()];
    const given = await Promise.all(runs.flatMap((ports) => Array.from({ length: 30 }, () => ports.next())));
    // Nobody listens on them yet, so only the locks keep the runs apart.
    expect(new Set(given).size).toBe(given.length);
    await Promise.all(runs.map((ports) => ports.close()));
});
it('takes another block when one is used up', async () => {
    const ports = openPorts();
    const given = [];
    for (let i = 0; i < 120; i++)
        given.push(await ports.next());
    expect(new Set(given).size).toBe(120);
    await ports.close();
});
it('passes over a port that somebody listens on', async () => {
    const ports = openPorts();
    const first = await ports.next();
    const server = createServer();
    await new Promise((resolve) => server.listen(first + 1, '127.0.0.1', resolve));
    expect(await isFree(first + 1)).toBe(false);
    expect(await ports.next()).toBe(first + 2);
    await new Promise((resolve) => server.close(resolve));
    await ports.close();
});
//# sourceMappingURL=ports.test.js.map