// Boots what `ninefold render --target kafka` gives: three controllers and three brokers of Apache Kafka
// on loopback addresses, over TLS; loses a broker and freezes another under traffic; counts what is lost.
// node bench/kafka/boot.mjs   (Java 17 or later, Maven, openssl; about three minutes)
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parseContract } from '../../packages/ninefold/dist/contract/parse-contract.js';
import { targets } from '../../packages/ninefold/dist/render/targets.js';

const here = dirname(fileURLToPath(import.meta.url));
const scene = mkdtempSync(join(tmpdir(), 'ninefold-kafka-'));
const jars = join(process.env.NINEFOLD_CACHE ?? '/var/cache/ninefold', 'kafka-4.1.2');
const brokers = ['127.0.0.11', '127.0.0.12', '127.0.0.13'];
const controllers = ['127.0.0.21', '127.0.0.22', '127.0.0.23'];
const topic = 'orders.placed';

const contract = parseContract(
  `service: checkout
promise: { availability: 99.95%, rto: 15s, rpo: 0 }
app: { run: [node, server.js] }
logs:
  events:
    hosts: [${brokers.join(', ')}]
    controllerHosts: [${controllers.join(', ')}]
    racks: [a, b, c]
    topics: { ${topic}: { partitions: 6 } }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`,
  'ninefold.yaml',
);

function run(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout.trim();
}

/** Rendered files below the scene, with the places of a host turned into places there. */
function lay() {
  const rendered = targets.kafka(contract.contract);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.mistakes));
  for (const { path, text, mode } of rendered.files) {
    const host = path.split('/')[0];
    const placed = text
      .replaceAll('/etc/ninefold/tls', join(scene, 'tls'))
      .replaceAll('/etc/kafka', join(scene, host, 'etc/kafka'))
      .replaceAll('/var/lib/kafka', join(scene, host, 'var/lib/kafka'));
    const target = join(scene, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, placed, { mode });
  }
}

/** One authority, and one certificate for every address and for clients. */
function certify() {
  const tls = join(scene, 'tls');
  mkdirSync(tls);
  const at = (name) => join(tls, name);
  const names = [...brokers, ...controllers].map((address) => `IP:${address}`).join(',');
  run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=ca',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  ]);
  run('openssl', [
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=kafka',
    '-keyout',
    at('host.key'),
    '-out',
    at('host.csr'),
  ]);
  writeFileSync(at('names'), `subjectAltName=${names}\n`);
  run('openssl', [
    'x509',
    '-req',
    '-in',
    at('host.csr'),
    '-CA',
    at('ca.pem'),
    '-CAkey',
    at('ca.key'),
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    at('names'),
    '-out',
    at('host.pem'),
  ]);
  const both = readFileSync(at('host.key'), 'utf8') + readFileSync(at('host.pem'), 'utf8');
  writeFileSync(at('host-and-key.pem'), both, { mode: 0o600 });
}

/** The tools as Kafka's own archive has them, so that the rendered scripts run as they are. */
function tools() {
  const bin = join(scene, 'kafka/bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, main] of [
    ['kafka-storage.sh', 'kafka.tools.StorageTool'],
    ['kafka-topics.sh', 'org.apache.kafka.tools.TopicCommand'],
  ]) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec java -Xmx128m -cp '${jars}/*' ${main} "$@"\n`, {
      mode: 0o755,
    });
  }
}

const processes = new Map();

function start(host, role) {
  const out = openSync(join(scene, `${host}.log`), 'a');
  const child = spawn(
    'java',
    [
      '-Xmx300m',
      '-Xms128m',
      '-cp',
      `${jars}/*`,
      'kafka.Kafka',
      join(scene, host, 'etc/kafka', role, 'server.properties'),
    ],
    { stdio: ['ignore', out, out] },
  );
  processes.set(host, child);
}

async function until(what, condition, seconds = 120) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    if (await condition()) return;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Traffic for some seconds, with a fault in its middle. */
async function trial(name, seconds, fault, heal) {
  const folder = join(scene, 'clients/events');
  const child = spawn(
    'java',
    [
      '-Xmx200m',
      '-cp',
      `${jars}/*`,
      join(here, 'Traffic.java'),
      join(folder, 'producer.properties'),
      join(folder, 'consumer.properties'),
      topic,
      String(seconds),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let told = '';
  let result = '';
  child.stderr.on('data', (data) => (told += data));
  child.stdout.on('data', (data) => (result += data));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await until('traffic', () => told.split('\n').includes('ready'));
  setTimeout(() => fault(), 5000);
  setTimeout(() => heal(), 30_000);
  const code = await ended;
  if (code !== 0) throw new Error(told.slice(-2000));
  console.log(JSON.stringify({ fault: name, ...JSON.parse(result) }));
}

try {
  mkdirSync(jars, { recursive: true });
  run('mvn', [
    '-q',
    '-B',
    '-f',
    join(here, 'pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${jars}`,
    '-DincludeScope=runtime',
  ]);
  certify();
  lay();
  tools();
  const env = { ...process.env, KAFKA_HOME: join(scene, 'kafka') };
  const uuid = () => run(join(scene, 'kafka/bin/kafka-storage.sh'), ['random-uuid']);
  const ids = `CLUSTER_ID=${uuid()}\n${[1000, 1001, 1002].map((id) => `CONTROLLER_${id}=${uuid()}\n`).join('')}`;
  for (const [hosts, role] of [
    [controllers, 'controller'],
    [brokers, 'broker'],
  ]) {
    for (const host of hosts) {
      writeFileSync(join(scene, host, 'etc/kafka/cluster-ids.env'), ids);
      run(join(scene, host, 'etc/kafka', role, 'format-storage'), [], { env });
      start(host, role);
    }
  }
  const topics = join(scene, brokers[0], 'etc/kafka/broker/create-topics');
  await until('the topic', () => spawnSync(topics, [], { env }).status === 0, 480);
  console.log(
    run(join(scene, 'kafka/bin/kafka-topics.sh'), [
      '--bootstrap-server',
      `${brokers[0]}:9092`,
      '--command-config',
      join(scene, brokers[0], 'etc/kafka/broker/admin.properties'),
      '--describe',
      '--topic',
      topic,
    ]),
  );
  await trial(
    'none',
    5,
    () => {},
    () => {},
  );
  await trial(
    'a broker is killed',
    40,
    () => processes.get(brokers[1]).kill('SIGKILL'),
    () => start(brokers[1], 'broker'),
  );
  await trial(
    'a broker is frozen',
    40,
    () => processes.get(brokers[2]).kill('SIGSTOP'),
    () => processes.get(brokers[2]).kill('SIGCONT'),
  );
  await trial(
    'a broker and a controller are killed',
    40,
    () => [brokers[0], controllers[0]].forEach((host) => processes.get(host).kill('SIGKILL')),
    () => {},
  );
} finally {
  const ended = [...processes.values()].map((child) => {
    const exited = new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null
        ? child.once('exit', resolve)
        : resolve(),
    );
    child.kill('SIGKILL');
    return exited;
  });
  await Promise.all(ended);
  if (process.env.KEEP === undefined) rmSync(scene, { recursive: true, force: true });
  else console.log(scene);
}
