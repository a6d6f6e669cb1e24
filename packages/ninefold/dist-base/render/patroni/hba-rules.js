/**
 * Who may log in, and how: the members for replication and rewinding, the clients as the service's
 * role, and everybody on the member itself; all with SCRAM, over TLS where there is TLS. Whoever is
 * not named is refused.
 */
export function hbaRules({ members, clients, database, role, tls }) {
    const type = tls ? 'hostssl' : 'host';
    const rule = (databaseName, user, address) => `${type} ${databaseName} ${user} ${hbaAddress(address)} scram-sha-256`;
    const addresses = [...new Set(members.map(({ address }) => address))];
    return [
        'local all all scram-sha-256',
        ...addresses.flatMap((address) => [
            rule('replication', 'replicator', address),
            rule('all', 'rewinder', address),
            rule('all', 'postgres', address),
        ]),
        ...[...new Set(clients)].map((client) => rule(database, role, client)),
    ];
}
/** A single address gets the longest prefix; a network or a host name stays as it is. */
function hbaAddress(address) {
    if (address.includes('/'))
        return address;
    if (address.includes(':'))
        return `${address}/128`;
    return /^[\d.]+$/.test(address) ? `${address}/32` : address;
}
//# sourceMappingURL=hba-rules.js.map