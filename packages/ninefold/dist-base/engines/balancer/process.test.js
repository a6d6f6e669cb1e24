import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { balancerEntry } from './entry.js';
let child;
afterEach(() => child?.kill('SIGKILL'));
/** Starts the built program. `npm test` builds first. */
function start() {
    if (!existsSync(balancerEntry()))
        throw new Error(`build first: no ${balancerEntry()}`);
    child = spawn(process.execPath, [balancerEntry()], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return child;
}
async function next(from) {
    const [event] = (await once(from, 'message'));
    return event;
}
const config = { stores: [{ store: 'orders', port: 0 }] };
const begin = { kind: 'start', config };
it('listens when started, survives garbage, and stops when told', async () => {
    const balancer = start();
    balancer.send(begin);
    const listening = await next(balancer);
    expect(listening).toMatchObject({ kind: 'listening', httpPort: 0 });
    for (const garbage of [
        'x',
        { kind: 'route' },
        [null],
        { kind: 'start', config: { stores: 1 } },
    ]) {
        balancer.send(garbage);
        expect(await next(balancer)).toMatchObject({ kind: 'ignored' });
    }
    balancer.send({ kind: 'route', store: 'orders', term: 1, host: '127.0.0.1', port: 1 });
    expect(await next(balancer)).toMatchObject({ kind: 'routed', term: 1 });
    balancer.send({ kind: 'stop' });
    expect(await once(balancer, 'exit')).toEqual([0, null]);
});
it('ends when its parent is gone', async () => {
    const balancer = start();
    balancer.send(begin);
    await next(balancer);
    balancer.disconnect();
    expect(await once(balancer, 'exit')).toEqual([0, null]);
});
it('says so and ends when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const balancer = start();
    balancer.send({ kind: 'start', config: { stores: [{ store: 'orders', port }] } });
    const failed = await next(balancer);
    expect(failed).toMatchObject({ kind: 'failed' });
    expect(failed.kind === 'failed' && failed.text).toContain('EADDRINUSE');
    expect(await once(balancer, 'exit')).toEqual([1, null]);
    taken.close();
});
//# sourceMappingURL=process.test.js.map