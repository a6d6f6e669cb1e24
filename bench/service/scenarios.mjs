// The twelve shutdown scenarios of packages/service/tests/shutdown.test.ts on each peer, seen from
// outside alone. node bench/service/scenarios.mjs [PEER...]
import { connect } from 'node:net';
import { app, stop } from './processes.mjs';

const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 3_000);
const PEERS = [
  'ninefold',
  '@godaddy/terminus',
  'lightship',
  'stoppable',
  'http-terminator',
  'server.close',
  'nothing',
];
const LONG_NOTICE = { noticeMs: 60_000 };

async function until(what, look) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    if (await look()) return;
    if (performance.now() > deadline) throw new Error(`not seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function check(what, held) {
  if (!held) throw new Error(`not so: ${what}`);
}

class App {
  told = [];
  clients = [];

  static async start(peer, settings = {}) {
    const one = new App();
    one.process = await app(1, 'shutdown-app.mjs', [peer], { SETTINGS: JSON.stringify(settings) });
    one.peer = peer;
    one.process.child.on('message', (message) => one.told.push(message));
    one.process.child.once('exit', (code, signal) => (one.exit = code ?? signal));
    return one;
  }

  signal() {
    this.process.child.kill('SIGTERM');
  }

  release(name) {
    if (this.process.child.connected) this.process.child.send(name);
  }

  heard(key, value) {
    return until(`${key} ${value}`, () => this.told.some((told) => told[key] === value));
  }

  /** The signal has been received; by `nothing`, that is the end. */
  signalled() {
    return this.peer === 'nothing' ? this.exited() : this.heard('signalled', true);
  }

  exited() {
    return until('the process to exit', () => this.exit !== undefined);
  }

  async exitsWith(code) {
    await this.exited();
    check(`exit with ${code}: it was ${this.exit}`, this.exit === code);
  }

  ended() {
    return this.told.flatMap(({ ended }) => ended ?? []).join();
  }

  async client(port = this.process.port) {
    const client = new Client(port);
    this.clients.push(client);
    await until('a connection', () => client.open || client.closed);
    return client;
  }

  refused() {
    return until('new connections to be refused', async () => {
      const client = await this.client();
      const refused = !client.open;
      client.socket.destroy();
      return refused;
    });
  }

  async end() {
    for (const { socket } of this.clients) socket.destroy();
    await stop(this.process);
  }
}

class Client {
  received = '';
  open = false;
  closed = false;

  constructor(port) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('connect', () => (this.open = true));
    this.socket.on('data', (bytes) => (this.received += bytes));
    this.socket.on('error', () => {});
    this.socket.on('end', () => (this.closed = true));
    this.socket.on('close', () => (this.closed = true));
  }

  get(path) {
    this.send(`GET ${path} HTTP/1.1\r\nhost: test\r\n\r\n`);
  }

  send(text) {
    this.socket.write(text);
  }

  receives(text) {
    return until(`"${text}" at the client`, () => this.received.includes(text));
  }

  isClosed() {
    return until('the end at the client', () => this.closed);
  }

  says(text) {
    return this.received.toLowerCase().includes(text);
  }
}

const upgrade = 'GET / HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n';

const scenarios = {
  '1. no longer ready at once, and serves until balancers have noticed': [
    LONG_NOTICE,
    async (one) => {
      const { readyPort, port } = one.process;
      const before = await one.client(readyPort);
      const path = readyPort === port ? '/health/ready' : '/ready';
      before.get(path);
      await before.receives('HTTP/1.1 200');
      check('a ready endpoint', !before.says('quick'));
      one.signal();
      await one.signalled();
      const [ready, live, request] = [
        await one.client(readyPort),
        await one.client(readyPort),
        await one.client(),
      ];
      ready.get(path);
      live.get(readyPort === port ? '/health/live' : '/live');
      request.get('/quick');
      await request.receives('quick');
      await ready.receives('HTTP/1.1 5');
      await live.receives('HTTP/1.1 ');
      check('live stays well', live.says('http/1.1 200'));
    },
  ],
  '2. answers what is in flight with Connection: close, refuses new connections, exits with 0': [
    {},
    async (one) => {
      const client = await one.client();
      client.get('/held/order');
      await one.heard('holding', 'order');
      one.signal();
      await one.refused();
      one.release('order');
      await client.receives('answer to order');
      check('connection: close', client.says('connection: close'));
      await one.exitsWith(0);
    },
  ],
  '3. closes idle keep-alive connections': [
    {},
    async (one) => {
      const client = await one.client();
      client.get('/quick');
      await client.receives('quick');
      one.signal();
      await client.isClosed();
      await one.exitsWith(0);
    },
  ],
  '4. tells a keep-alive connection to close with its next answer, while it waits': [
    LONG_NOTICE,
    async (one) => {
      const client = await one.client();
      client.get('/quick');
      await client.receives('quick');
      one.signal();
      await one.signalled();
      client.received = '';
      client.get('/quick');
      await client.receives('quick');
      check('connection: close', client.says('connection: close'));
      await client.isClosed();
    },
  ],
  '5. waits for no socket that never sends a request': [
    {},
    async (one) => {
      const client = await one.client();
      one.signal();
      await client.isClosed();
      await one.exitsWith(0);
    },
  ],
  '6. answers a request that was half sent': [
    {},
    async (one) => {
      const [fresh, used] = [await one.client(), await one.client()];
      used.get('/quick');
      await used.receives('quick');
      used.received = '';
      fresh.send('GET /quick HTTP/1.1\r\nhos');
      used.send('GET /quick HTTP/1.1\r\nhos');
      const after = await one.client();
      after.get('/quick');
      await after.receives('quick');
      one.signal();
      await one.signalled();
      fresh.send('t: test\r\n\r\n');
      used.send('t: test\r\n\r\n');
      await fresh.receives('quick');
      await used.receives('quick');
      await one.exitsWith(0);
    },
  ],
  '7. ends a stream that began with keep-alive, then closes its connection': [
    {},
    async (one) => {
      const client = await one.client();
      client.get('/stream/report');
      await client.receives('first;');
      await one.heard('holding', 'report');
      one.signal();
      await one.signalled();
      one.release('report');
      await client.receives('last;');
      await client.isClosed();
      await one.exitsWith(0);
    },
  ],
  '8. answers all pipelined requests, and handles none that comes after the close': [
    {},
    async (one) => {
      const client = await one.client();
      client.get('/held/first');
      client.get('/held/second');
      await one.heard('holding', 'second');
      one.signal();
      await one.signalled();
      one.release('second');
      one.release('first');
      await client.receives('answer to second');
      client.get('/late');
      await one.exitsWith(0);
      check('/late not handled', !one.told.some(({ handling }) => handling === '/late'));
    },
  ],
  '9a. leaves a WebSocket to end itself': [
    { upgrades: 'end-themselves' },
    async (one) => {
      const client = await one.client();
      client.send(upgrade);
      await client.receives('101 Switching');
      one.signal();
      await client.receives('going away');
      client.socket.destroy();
      await one.exitsWith(0);
    },
  ],
  '9b. cuts one that does not, when the time is up': [
    { upgrades: 'stay', drainMs: 500 },
    async (one) => {
      const client = await one.client();
      client.send(upgrade);
      await client.receives('101 Switching');
      one.signal();
      await one.signalled();
      client.send('still here');
      await client.receives('still here');
      await client.isClosed();
      await one.exited();
    },
  ],
  '10. cuts a request that outlasts its time, then ends the rest': [
    { drainMs: 200 },
    async (one) => {
      const client = await one.client();
      client.get('/held/endless');
      await one.heard('holding', 'endless');
      one.signal();
      await client.isClosed();
      await one.exited();
      check('work and stores were ended', one.ended() === 'outbox,store');
    },
  ],
  '11. ends at once on a second signal, not with 0': [
    {},
    async (one) => {
      const client = await one.client();
      client.get('/held/order');
      await one.heard('holding', 'order');
      one.signal();
      await one.signalled();
      one.signal();
      await one.exited();
      check('not 0', one.exit !== 0);
      check('stores were left', one.ended() === '');
    },
  ],
  '12. ends work and stores after the last request': [
    {},
    async (one) => {
      const client = await one.client();
      client.get('/held/order');
      await one.heard('holding', 'order');
      one.signal();
      await one.signalled();
      check('not yet', one.ended() === '');
      one.release('order');
      await one.exitsWith(0);
      check('outbox, then store', one.ended() === 'outbox,store');
    },
  ],
};

const peers = process.argv.length > 2 ? process.argv.slice(2) : PEERS;
console.log(`| | ${peers.join(' | ')} |\n|---|${peers.map(() => '---|').join('')}`);
const notes = new Set();
for (const [name, [settings, play]] of Object.entries(scenarios)) {
  const cells = [];
  for (const peer of peers) {
    const one = await App.start(peer, settings);
    try {
      await play(one);
      cells.push('yes');
    } catch (error) {
      cells.push('**no**');
      notes.add(`${peer}, ${name.split('.')[0]}: ${error.message}`);
    } finally {
      await one.end();
    }
  }
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
console.log(`\n${[...notes].map((note) => `- ${note}`).join('\n')}`);
