import { expect, it } from 'vitest';
import { applyEdits } from '../fixes.js';
import { field } from '../part.js';
import { hbaRow } from './pg-hba.js';
import { readFile } from './read-file.js';
it.each([
    ['broker.properties', 'node.id=1\n', 'kafka-broker'],
    ['a.properties', 'acks=all\n', 'kafka-producer'],
    ['a.properties', 'group.id=a\n', 'kafka-consumer'],
    ['a.properties', 'spring.application.name=a\n', undefined],
    ['haproxy.cfg', 'listen a\n    bind :1\n', 'haproxy'],
    ['setup.cfg', '[metadata]\nname = a\n', undefined],
    ['postgresql.conf', 'port = 5432\n', 'postgresql'],
    ['pg_hba.conf', 'local all all peer\n', 'pg-hba'],
    ['keepalived.conf', 'vrrp_instance a {\n}\n', 'keepalived'],
    ['patroni.yml', 'scope: a\nbootstrap: { dcs: {} }\n', 'patroni'],
    ['rules.yml', 'groups: [{ name: a, rules: [] }]\n', 'prometheus-rules'],
    ['compose.yaml', 'services: { a: { image: b } }\n', 'compose'],
    ['package.json', '{ "name": "a" }\n', undefined],
])('knows %s by its name and text', (file, text, kind) => {
    expect(readFile(file, text)).toMatchObject({
        unread: [],
        parts: kind === undefined ? [] : [{ kind }],
    });
});
it('reads properties as Java does: separators, comments, continuations, the last one counts', () => {
    const [part] = readFile('a.properties', '# acks=0\n! x\nnode.id: 1\nlisteners = A://:1,\\\n  B://:2\nlog.dirs /a\nnode.id=2\n').parts;
    expect({ ...part?.data }).toEqual({
        'node.id': '2',
        listeners: 'A://:1,B://:2',
        'log.dirs': '/a',
    });
    expect(part?.locate(['node.id'])).toMatchObject({ line: 7, column: 9 });
});
it('reads postgresql.conf: quotes, comments, no equals sign', () => {
    const [part] = readFile('postgresql.conf', "#port = 1\nport = 5432 # here\narchive_command = 'cp ''a'' b' # x\nfsync off\n").parts;
    expect({ ...part?.data }).toEqual({
        port: '5432',
        archive_command: "cp 'a' b",
        fsync: 'off',
    });
});
it('sets a setting in its place, and a missing one at the end', () => {
    const text = 'node.id=1\n# why\nmin.insync.replicas=1\n';
    const [part] = readFile('a.properties', text).parts;
    const edits = [
        part?.edit?.(['min.insync.replicas'], '2'),
        part?.edit?.(['broker.rack'], 'a'),
    ].filter((edit) => edit !== undefined);
    expect(applyEdits(text, edits)).toBe('node.id=1\n# why\nmin.insync.replicas=2\nbroker.rack=a\n');
});
it.each([
    ['host all all 10.0.0.0 255.0.0.0 md5', { address: '10.0.0.0 255.0.0.0', method: 'md5' }],
    [
        'hostssl db u samehost scram-sha-256 clientcert=1',
        { address: 'samehost', method: 'scram-sha-256' },
    ],
    ['local all postgres peer # x', { address: '', method: 'peer' }],
])('reads %s', (line, row) => {
    expect(hbaRow(line)).toMatchObject(row);
});
it.each(['# host all', '', 'include other.conf'])('takes "%s" for no row', (line) => {
    expect(hbaRow(line)).toBeUndefined();
});
it('reads what Java sets, with its place', () => {
    const [part] = readFile('A.java', 'p.put("bootstrap.servers", "a:1");\n  p.put("retries", Integer.MAX_VALUE);\n').parts;
    expect(part?.kind).toBe('kafka-producer');
    expect(field(part?.data, 'retries')).toBe('2147483647');
    expect(part?.locate(['retries'])).toMatchObject({ line: 2, column: 20 });
});
//# sourceMappingURL=line-formats.test.js.map