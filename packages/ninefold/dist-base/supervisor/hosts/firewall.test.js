import { expect, it } from 'vitest';
import { firewallOf } from './firewall.js';
it('takes every rule away when nothing is cut', () => {
    expect(firewallOf([])).toBe('table inet ninefold\ndelete table inet ninefold\ntable netdev ninefold\ndelete table netdev ninefold\n');
});
it('cuts both directions with the peers that are named, and nobody else', () => {
    const rules = firewallOf([
        { peers: ['198.18.0.11', '198.18.0.12'], fault: { kind: 'partition' } },
    ]);
    expect(rules).toContain('ip saddr { 198.18.0.11, 198.18.0.12 } drop');
    expect(rules).toContain('ip daddr { 198.18.0.11, 198.18.0.12 } drop');
    expect(rules).not.toContain('policy drop');
});
it('answers nobody, not even who has its address, when it is cut off from everyone', () => {
    const rules = firewallOf([{ peers: 'everyone', fault: { kind: 'partition' } }]);
    expect(rules.match(/(ingress|egress) device "eth0" priority filter; policy drop/g)).toHaveLength(2);
});
it('loses the share that is asked for, and throttles to the rate', () => {
    const rules = firewallOf([
        { peers: ['198.18.0.1'], fault: { kind: 'drop', ratio: 0.05 } },
        { peers: 'everyone', fault: { kind: 'throttle', bytesPerSecond: 8192 } },
    ]);
    expect(rules).toContain('ip saddr { 198.18.0.1 } numgen random mod 10000 < 500 drop');
    expect(rules).toContain('    limit rate over 8192 bytes/second drop');
});
//# sourceMappingURL=firewall.test.js.map