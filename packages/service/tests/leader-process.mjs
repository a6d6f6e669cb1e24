// One candidate as a process of its own. It reads its plan from its argument, commands from its
// standard input, and says what happens on its standard output, one JSON value a line.
import { createInterface } from 'node:readline';

import pg from 'pg';

import { etcdGateway } from '../dist/leadership/etcd-gateway.js';
import { etcdLease } from '../dist/leadership/etcd-lease.js';
import { fencedTransaction } from '../dist/leadership/fenced-transaction.js';
import { fileLease } from '../dist/leadership/file-lease.js';
import { kubernetesLease, kubernetesServer } from '../dist/leadership/kubernetes-lease.js';
import { postgresLease } from '../dist/leadership/postgres-lease.js';
import { whileLeader } from '../dist/leadership/while-leader.js';

const { lease: where, ttlMs, resource, fenced } = JSON.parse(process.argv[2]);
const say = (event) => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
};
const pool = where.postgres ?? resource.postgres;
const connections = pool && new pg.Pool({ ...pool, max: 4 });
connections?.on('error', () => undefined);

function openLease() {
  if (where.directory) return fileLease({ directory: where.directory, ttlMs });
  if (where.postgres) return postgresLease({ pool: connections, name: 'paused', ttlMs });
  if (where.kubernetes) {
    const { url, token } = where.kubernetes;
    const headers = { authorization: `Bearer ${token}` };
    const api = kubernetesServer({ server: url, connection: async () => ({ headers }) });
    return kubernetesLease({ api, name: 'paused', ttlMs });
  }
  return etcdLease({ endpoints: where.etcd, key: 'paused', ttlMs });
}

const lease = openLease();

/** Appends to the journal, under our term. */
async function write(term) {
  const value = `${process.pid}`;
  if (resource.etcd) {
    if (fenced) await lease.put(term, { journal: `${term} ${value}` });
    else {
      const [key, text] = ['journal', `${term} ${value}`].map((part) => btoa(part));
      await etcdGateway({ endpoints: resource.etcd }).withMember(
        new AbortController().signal,
        (member) => member.call('/v3/kv/put', { key, value: text }),
      );
    }
    return;
  }
  const insert = (client) =>
    client.query('INSERT INTO journal (term, author) VALUES ($1, $2)', [term, value]);
  if (fenced) await fencedTransaction(connections, { resource: 'journal', term }, insert);
  else await insert(connections);
}

let leading;
const election = whileLeader(
  lease,
  async (term, signal) => {
    leading = { term, signal };
    say({ kind: 'leading', term });
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    leading = undefined;
  },
  { campaignEveryMs: 50, onEvent: ({ kind, term, reason }) => say({ kind, term, reason }) },
);

for await (const command of createInterface({ input: process.stdin })) {
  if (command === 'stop') break;
  if (leading === undefined || leading.signal.aborted) {
    say({ kind: 'not-leading' });
    continue;
  }
  const { term } = leading;
  // Paused at the worst moment: after the last look at the signal, before the write.
  if (command === 'pause-and-write') process.kill(process.pid, 'SIGSTOP');
  try {
    await write(term);
    say({ kind: 'written', term });
  } catch (error) {
    say({ kind: 'refused', term, code: error.code });
  }
}
await election.stop();
await connections?.end();
