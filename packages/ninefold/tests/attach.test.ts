import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { seededRandom } from '../src/clock/random.ts';
import { systemClock } from '../src/clock/system-clock.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { type Topology, bootTopology } from '../src/topology/topology.ts';
import { openSqlConnection } from '../src/workload/sql-connection.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import {
  type Ending,
  NINEFOLD,
  type RunningCommand,
  ninefold,
  startNinefold,
} from './ninefold-command.ts';
import { hasPatroniEngines } from './patroni-engines.ts';
import { readReport, trialOf } from './proof-report.ts';
import { type Scene, newScene } from './scene.ts';

/** What is there before: a cluster that the proofs below did not start. */
const CLUSTER = `service: ledger
promise: { availability: 10%, rto: 15s, rpo: 0 }
stores: { ledger: { engine: patroni, members: 3 } }
balancer: { engine: haproxy }
workload: { rate: 5/s }
`;

/** Sends a signal to every process on the hosts of a name: what `ssh` would do elsewhere. */
const SIGNAL_HOST = `
import { readFileSync, readlinkSync, readdirSync } from 'node:fs';
const [signal, name, program = ''] = process.argv.slice(2);
const pids = JSON.parse(readFileSync(new URL('hosts.json', import.meta.url)))[name];
if (!pids) { console.error('no host ' + name); process.exit(1); }
const netOf = (pid) => readlinkSync('/proc/' + pid + '/ns/net');
const hosts = pids.map(netOf);
for (const pid of readdirSync('/proc').filter((one) => /^\\d+$/.test(one))) {
  try {
    const isMeant = readFileSync('/proc/' + pid + '/comm', 'utf8').startsWith(program);
    if (hosts.includes(netOf(pid)) && isMeant) process.kill(Number(pid), signal);
  } catch {}
}
`;

describe.skipIf(!hasPatroniEngines)('a cluster under Patroni that Ninefold did not start', () => {
  let topology: Topology;
  let scene: Scene;
  let password: string;
  let storeUrl: string;

  beforeAll(async () => {
    scene = newScene();
    const parsed = parseContract(CLUSTER, 'ninefold.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    topology = await bootTopology({
      contract: parsed.contract,
      directory: scene.folder,
      linked: false,
      bounded: false,
      clock: systemClock,
      random: seededRandom(1),
      onEvent: () => undefined,
      onFailure: () => undefined,
      signal: new AbortController().signal,
    });
    storeUrl = topology.storeUrl('ledger');
    password = decodeURIComponent(new URL(storeUrl).password);
    const pids = (kind: string): [string, number][] =>
      topology.members
        .filter((member) => member.kind === kind)
        .map((member) => [patroniName(member.name), member.process()?.pid ?? 0]);
    scene.write('signal-host.mjs', SIGNAL_HOST);
    scene.write(
      'hosts.json',
      JSON.stringify({
        ...Object.fromEntries(pids('store').map(([name, pid]) => [name, [pid]])),
        balancers: pids('balancer').map(([, pid]) => pid),
      }),
    );
  }, 120_000);

  afterAll(async () => {
    await topology.close();
  });

  /** The contract of a proof: what it promises, and what it may break. */
  function contract(promise: string, faults: string, more = ''): string {
    const url = new URL(storeUrl);
    const members = restAddresses(topology.runDirectory).map(
      ([name, at]) => `${name}: http://${at}`,
    );
    return `service: ledger
promise: { availability: 10%, rpo: 0, ${promise} }
stores: { ledger: { engine: patroni, members: 3 } }
workload: { rate: 20/s, timeout: 3s }
proof: { trials: 1, recoveryTimeout: 90s }
attach:
  stores: { ledger: { ${members.join(', ')} } }
  clients: { sql: "postgres://${url.host}${url.pathname}", user: ${url.username}, passwordEnv: LEDGER_PASSWORD }
${more}  faults:
${faults}`;
  }

  const FREEZE = (forTime: string): string => `    freeze store primary for ${forTime}:
      inject: [node, signal-host.mjs, SIGSTOP, "{{member}}"]
      heal: [node, signal-host.mjs, SIGCONT, "{{member}}"]
`;

  async function prove(text: string, ...args: readonly string[]): Promise<Ending> {
    scene.write('ninefold.yaml', text);
    return ninefold(scene, ['prove', '--attach', ...args], {
      environment: { LEDGER_PASSWORD: password },
    });
  }

  /** A proof in the middle of its fault. */
  async function frozenForLong(): Promise<RunningCommand> {
    // Balancers that were frozen just before may both hold the virtual address for a moment.
    let sinceMs = performance.now();
    await eventually('clients to be served for two seconds without a break', 30_000, async () => {
      try {
        await query(storeUrl, 'SELECT 1');
      } catch {
        sinceMs = performance.now();
      }
      return performance.now() - sinceMs > 2_000;
    });
    scene.write('ninefold.yaml', contract('rto: 15s', FREEZE('60s')));
    const command = startNinefold(scene, ['prove', '--attach', '--yes'], {
      environment: { LEDGER_PASSWORD: password },
    });
    await eventually(
      'the primary to be frozen',
      20_000,
      () => stoppedProcesses(scene).length > 0,
      () => command.stderr(),
    );
    return command;
  }

  it('is only asked in a dry run, which says all that would be done', async () => {
    const { code, stdout, stderr } = await prove(
      contract('rto: 15s', FREEZE('1s')),
      '--dry-run',
      '--report',
      'dry',
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /freeze store primary for 1s: now (ledger-\d)\n.*SIGSTOP \1 .*\n.*SIGCONT \1 /,
    );
    expect(stdout).toContain('It is whole now.');
    expect(stdout).toContain('ninefold_proof_RUN');
    expect(stdout).not.toContain(password);
    expect(existsSync(scene.path('dry'))).toBe(false);
    expect(await tables(storeUrl)).toEqual([]);
    expect(stoppedProcesses(scene)).toEqual([]);
  });

  it('is not touched without --yes, nor without a secret, nor by a fault that is not named', async () => {
    const text = contract('rto: 15s', FREEZE('1s'));
    const unasked = await prove(text);
    expect(unasked.code).toBe(2);
    expect(unasked.stderr).toContain('nothing was touched');
    const secretless = await ninefold(scene, ['prove', '--attach', '--yes']);
    expect(secretless.code).toBe(2);
    expect(secretless.stderr).toContain('LEDGER_PASSWORD is not set');
    const unknown = await prove(text, '--yes', '--fault', 'kill store primary');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('attach.faults has no such fault');
    expect(existsSync(scene.path('ninefold-report'))).toBe(false);
  });

  it('keeps a promise, and nothing of the proof is left', async () => {
    const kill = `    kill store primary postgres:
      inject: [node, signal-host.mjs, SIGKILL, "{{member}}", postgres]
      heal: none
`;
    const { code, stderr, stdout } = await prove(contract('rto: 60s', kill), '--yes');
    expect(`${stdout}${stderr}`).toContain('Every promise held');
    expect(code).toBe(0);
    const report = readReport(scene.path('ninefold-report'));
    expect(report.verdict.lost.total).toBe(0);
    expect(report.verdict.faults[0]?.trials[0]?.writers.looks).toBeGreaterThan(20);
    expect(JSON.stringify(report)).toContain('under Patroni 4.1.5');
    expect(JSON.stringify(report) + stdout + stderr).not.toContain(password);
    expect(await tables(storeUrl)).toEqual([]);
    const { events } = trialOf(report, 'kill store primary postgres');
    const granted = events.filter(({ kind }) => kind === 'granted');
    expect(granted.at(-1)?.term).toBeGreaterThan(1);
    expect(granted.at(-1)?.member).not.toBe(events.find(({ kind }) => kind === 'fault')?.member);
    const log = readFileSync(scene.path('ninefold-report/ninefold-logs/attach.log'), 'utf8');
    expect(log).toMatch(/inject ledger-\d: node signal-host.mjs SIGKILL ledger-\d postgres: done/);
  });

  it('breaks a promise that is too tight, and is healed', async () => {
    const { code, stderr } = await prove(contract('rto: 200ms', FREEZE('1s')), '--yes');
    expect(stderr).not.toContain('an error of Ninefold');
    expect(code).toBe(1);
    const { events, brokenBecause } = trialOf(
      readReport(scene.path('ninefold-report')),
      'freeze store primary for 1s',
    );
    expect(brokenBecause).toBeUndefined();
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['fault', 'healed']));
    expect(stoppedProcesses(scene)).toEqual([]);
  });

  it('is healed at once when less than the floor is served, and nothing more is broken', async () => {
    const faults = `    partition store primary from clients for 60s:
      inject: [node, signal-host.mjs, SIGSTOP, balancers]
      heal: [node, signal-host.mjs, SIGCONT, balancers]
${FREEZE('1s')}`;
    const { code, stdout } = await prove(
      contract('rto: 1s', faults, '  floor: 50%\n  over: 3s\n'),
      '--yes',
    );
    expect(code).toBe(1);
    const report = readReport(scene.path('ninefold-report'));
    const sentence = 'partition store primary from clients for 60s';
    const { brokenBecause, startMs, endMs } = trialOf(report, sentence);
    expect(brokenBecause).toContain('less than the floor of 50% of the last 3s was served');
    expect((endMs ?? Infinity) - (startMs ?? 0)).toBeLessThan(60_000);
    expect(report.verdict.notTested).toEqual(['freeze store primary for 1s']);
    expect(stdout).toContain('freeze store primary for 1s: not tried, since');
    expect(stoppedProcesses(scene)).toEqual([]);
  });

  it('is healed on Ctrl-C in the middle, and nothing of the proof is left', async () => {
    const command = await frozenForLong();
    command.child.kill('SIGINT');
    const { code, stderr } = await command.ended;
    expect(code).toBe(3);
    expect(stderr).toContain('stopped by SIGINT');
    expect(stoppedProcesses(scene)).toEqual([]);
    expect(await tables(storeUrl)).toEqual([]);
    await eventually('the cluster to be whole again', 60_000, () => topology.isWhole());
  });

  it('is healed when ninefold is killed in the middle', async () => {
    const command = await frozenForLong();
    command.child.kill('SIGKILL');
    await eventually('it to be healed', 10_000, () => stoppedProcesses(scene).length === 0);
    await eventually('the guard to say so', 5_000, () =>
      /ledger-\d is healed/.test(command.stderr()),
    );
    await command.ended;
    await eventually('the cluster to be whole again', 60_000, () => topology.isWhole());
    // What a killed run can't remove, the next one names.
    const { stdout } = await prove(contract('rto: 15s', FREEZE('1s')), '--dry-run');
    const [table = ''] = await tables(storeUrl);
    expect(table).toMatch(/^ninefold_proof_/);
    expect(stdout).toContain(`DROP TABLE ${table};`);
    await query(storeUrl, `DROP TABLE ${table}`);
  });

  it('is not broken while it is not whole', async () => {
    const host = JSON.parse(readFileSync(scene.path('hosts.json'), 'utf8')) as Record<
      string,
      number[]
    >;
    const standby = topology.stores[0]?.agent.primary()?.member === 0 ? 'ledger-1' : 'ledger-0';
    const [pid = 0] = host[standby] ?? [];
    process.kill(pid, 'SIGSTOP');
    try {
      const { code, stderr } = await prove(contract('rto: 15s', FREEZE('1s')), '--yes');
      expect(code).toBe(3);
      expect(stderr).toContain(
        `nothing was touched: the cluster is not whole, it waits for Patroni of ${standby}`,
      );
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });
});

/** An app that keeps what it is given in its memory. */
const APP = `
import { createServer } from 'node:http';
const kept = new Set();
createServer((request, response) => {
  const id = request.url.slice('/orders/'.length);
  if (request.headers.authorization !== 'Bearer s3cret' && request.url !== '/ready') response.statusCode = 401;
  else if (request.method === 'PUT') { kept.add(id); response.statusCode = 201; }
  else if (request.url !== '/ready' && !kept.has(id)) response.statusCode = 404;
  request.resume();
  response.end();
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

it('proves an app over HTTP that it did not start, without any store, unless a terminal says no', async () => {
  const scene = newScene();
  const { port } = await freePort();
  const app: ChildProcess = spawn(process.execPath, [scene.write('app.mjs', APP)], {
    env: { PORT: String(port) },
    stdio: 'ignore',
  });
  try {
    await eventually('the app to serve', 10_000, async () => {
      const response = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
      return response?.status === 200;
    });
    scene.write(
      'ninefold.yaml',
      `service: checkout
promise: { availability: 10%, rto: 5s }
app: { run: [node, app.mjs], replicas: 1 }
workload:
  rate: 50/s
  write: PUT /orders/{{id}}
  read: GET /orders/{{id}}
proof: { trials: 1 }
attach:
  app: { app-1: "http://127.0.0.1:${port}/ready" }
  clients: { http: ["http://127.0.0.1:${port}"], headersEnv: { Authorization: CHECKOUT_TOKEN } }
  faults:
    freeze app for 300ms:
      inject: [kill, -STOP, "${app.pid}"]
      heal: [kill, -CONT, "${app.pid}"]
`,
    );
    const refused = await onTerminal(scene, { CHECKOUT_TOKEN: 'Bearer s3cret' }, 'ledger');
    expect(refused.shown).toMatch(/freeze app for 300ms: now app-1[^]*Type checkout to go on/);
    expect(refused.shown).toContain('not confirmed; nothing was touched');
    expect(refused.code).toBe(2);
    expect(existsSync(scene.path('ninefold-report'))).toBe(false);
    const { code, stdout, stderr } = await ninefold(scene, ['prove', '--attach', '--yes'], {
      environment: { CHECKOUT_TOKEN: 'Bearer s3cret' },
    });
    expect(stdout + stderr).toContain('Every promise held');
    expect(code).toBe(0);
    expect(stderr).toMatch(/what clients wrote stays in checkout: its ids begin with [0-9a-f]{8}-/);
    expect(
      JSON.stringify(readReport(scene.path('ninefold-report'))) + stdout + stderr,
    ).not.toContain('s3cret');
  } finally {
    app.kill('SIGKILL');
    await once(app, 'exit').catch(() => undefined);
  }
}, 30_000);

/** Types a line into a terminal of its own, by `script`(1), once it is asked to. */
async function onTerminal(
  scene: Scene,
  environment: Readonly<Record<string, string>>,
  line: string,
): Promise<{ readonly shown: string; readonly code: number | null }> {
  const command = `'${process.execPath}' '${NINEFOLD}' prove --attach`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: scene.folder,
    env: { ...process.env, ...scene.environment, TERM: 'xterm', ...environment },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let shown = '';
  child.stdout.on('data', (bytes: Buffer) => {
    const wasAsked = shown.includes('to go on: ');
    shown += bytes.toString();
    if (!wasAsked && shown.includes('to go on: ')) child.stdin.write(`${line}\n`);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { shown, code };
}

/** `ledger[0]` is `ledger-0` to Patroni. */
function patroniName(member: string): string {
  return member.replace('[', '-').replace(']', '');
}

/** By Patroni's names: where each member's REST API listens. */
function restAddresses(runDirectory: string): [name: string, address: string][] {
  return readdirSync(runDirectory)
    .filter((name) => /^ledger-\d$/.test(name))
    .map((name) => {
      const text = readFileSync(join(runDirectory, name, 'patroni.yaml'), 'utf8');
      const { restapi } = parse(text) as { restapi: { connect_address: string } };
      return [name, restapi.connect_address];
    });
}

async function query(url: string, text: string): Promise<{ relname: string }[]> {
  const connection = await openSqlConnection(url, 5_000);
  try {
    return (await connection.query({ text })).rows as { relname: string }[];
  } finally {
    connection.destroy();
  }
}

/** What proofs have left in the database. */
async function tables(url: string): Promise<string[]> {
  const rows = await query(
    url,
    "SELECT relname FROM pg_class WHERE relname ~ '^ninefold_proof_[^_]+$'",
  );
  return rows.map(({ relname }) => relname);
}

/** Processes of the cluster's hosts that are frozen. */
function stoppedProcesses(scene: Scene): number[] {
  const hosts = Object.values(
    JSON.parse(readFileSync(scene.path('hosts.json'), 'utf8')) as Record<string, number[]>,
  ).flat();
  return hosts.filter((pid) => {
    try {
      return /^State:\s*T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  });
}
