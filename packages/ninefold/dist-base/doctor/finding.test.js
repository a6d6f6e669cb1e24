import { expect, it } from 'vitest';
import { mendCommand } from './finding.js';
const haproxy = {
    name: 'HAProxy',
    state: 'missing',
    detail: 'for balancer: haproxy',
    mend: { kind: 'package', name: 'haproxy' },
};
const patroni = {
    name: 'Patroni',
    state: 'missing',
    detail: 'for engine: patroni',
    mend: { kind: 'python', directory: '/var/cache/n/patroni', packages: ['patroni[etcd3]==4.1.5'] },
};
it('is one command for all that is missing', () => {
    expect(mendCommand([patroni, haproxy, { ...haproxy, name: 'again' }], true)).toBe("apt-get install -y --no-install-recommends haproxy && /usr/bin/python3 -m venv /var/cache/n/patroni && /var/cache/n/patroni/bin/pip install --quiet 'patroni[etcd3]==4.1.5'");
});
it('asks for root where packages are installed, and only there', () => {
    expect(mendCommand([haproxy], false)).toMatch(/^sudo apt-get/);
    expect(mendCommand([patroni], false)).not.toContain('sudo');
});
it('mends nothing that is there, or that no command mends', () => {
    expect(mendCommand([{ ...haproxy, state: 'ok' }], true)).toBeUndefined();
    expect(mendCommand([{ name: 'netem', state: 'limited', detail: 'not in this kernel' }], true)).toBeUndefined();
});
//# sourceMappingURL=finding.test.js.map