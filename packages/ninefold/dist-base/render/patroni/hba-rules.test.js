import { expect, test } from 'vitest';
import { exampleCluster } from './cluster.test.data.js';
import { hbaRules } from './hba-rules.js';
test('only the members and the clients are let in, with SCRAM over TLS', () => {
    const rules = hbaRules(exampleCluster({ clients: ['10.0.9.0/24', 'fd00::9', 'app-1'] }));
    expect(rules[0]).toBe('local all all scram-sha-256');
    expect(rules.slice(-3)).toEqual([
        'hostssl orders orders 10.0.9.0/24 scram-sha-256',
        'hostssl orders orders fd00::9/128 scram-sha-256',
        'hostssl orders orders app-1 scram-sha-256',
    ]);
    expect(rules.filter((rule) => rule.includes(' replication '))).toEqual([
        'hostssl replication replicator 10.0.0.11/32 scram-sha-256',
        'hostssl replication replicator 10.0.0.12/32 scram-sha-256',
        'hostssl replication replicator 10.0.0.13/32 scram-sha-256',
    ]);
});
test('without TLS the rules are the same but for it', () => {
    const { tls: _tls, ...plain } = exampleCluster();
    expect(hbaRules(plain)).toEqual(hbaRules(exampleCluster()).map((rule) => rule.replace('hostssl', 'host')));
});
test('members that share an address, as on one machine, share its rules', () => {
    const cluster = exampleCluster();
    const members = cluster.members.map((member) => ({ ...member, address: '127.0.0.1' }));
    expect(hbaRules({ ...cluster, members, clients: [] })).toHaveLength(4);
});
//# sourceMappingURL=hba-rules.test.js.map