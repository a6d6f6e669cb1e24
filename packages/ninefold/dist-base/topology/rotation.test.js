import { expect, it } from 'vitest';
import { createRotation } from './rotation.js';
const admitted = { kind: 'admitted', atMs: 1, id: 'app[0]' };
const ejected = { kind: 'ejected', atMs: 1, id: 'app[0]', reason: 'refused' };
const drained = { kind: 'drained', atMs: 1, id: 'app[0]' };
it('counts a replica as admitted when every balancer leads requests to it', () => {
    const rotation = createRotation(2);
    rotation.receive('balancer[eu]', admitted);
    expect(rotation.isAdmitted('app[0]')).toBe(false);
    rotation.receive('balancer[us]', admitted);
    expect(rotation.isAdmitted('app[0]')).toBe(true);
});
it('takes an ejected replica out', () => {
    const rotation = createRotation(1);
    rotation.receive('balancer', admitted);
    rotation.receive('balancer', ejected);
    expect(rotation.isAdmitted('app[0]')).toBe(false);
});
it('forgets what a balancer told when it ends', () => {
    const rotation = createRotation(1);
    rotation.receive('balancer', admitted);
    rotation.forget('balancer');
    expect(rotation.isAdmitted('app[0]')).toBe(false);
});
it('does not take an earlier drain for this one', () => {
    const rotation = createRotation(1);
    rotation.receive('balancer', drained);
    rotation.beginDrain('app[0]');
    expect([...rotation.drainedBy('app[0]')]).toEqual([]);
    rotation.receive('balancer', drained);
    expect([...rotation.drainedBy('app[0]')]).toEqual(['balancer']);
});
//# sourceMappingURL=rotation.test.js.map