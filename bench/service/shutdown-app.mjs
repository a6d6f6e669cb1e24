// One node:http app, ended as each peer ends it. node shutdown-app.mjs PEER; SETTINGS is JSON:
// noticeMs (how long balancers have), drainMs (how long requests have), byHand (peers that don't
// wait get a wait in front), upgrades. Says what happens to its parent.
import { createServer } from 'node:http';

const peer = process.argv[2];
const {
  noticeMs = 0,
  drainMs = 60_000,
  byHand = false,
  upgrades,
} = JSON.parse(process.env.SETTINGS ?? '{}');
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const tell = (message) => process.connected && process.send(message);
const held = new Map();
process.on('message', (name) => held.get(name)?.());
process.channel.unref();
const released = (name) =>
  new Promise((resolve) => {
    held.set(name, resolve);
    tell({ holding: name });
  });

async function handler(request, response) {
  const [, kind, name] = request.url.split('/');
  tell(kind === 'orders' ? {} : { handling: request.url });
  if (kind === 'orders') await sleep(20);
  if (kind === 'held') {
    await released(name);
    return response.end(`answer to ${name}`);
  }
  if (kind === 'stream') {
    response.write('first;');
    await released(name);
    return response.end('last;');
  }
  response.end('quick');
}

const listener = (request, response) => void handler(request, response);
const endOutbox = async () => tell({ ended: 'outbox' });
const endStore = async () => tell({ ended: 'store' });
const endAll = async () => {
  await endOutbox();
  await endStore();
};
const closed = (server) => new Promise((resolve) => server.close(resolve));
/** Ends as the READMEs of those do that leave signals to the application. */
function onSignal(stop) {
  const shutDown = async () => {
    if (byHand) await sleep(noticeMs);
    await stop();
    await endAll();
    process.exit(0);
  };
  process.once('SIGTERM', () => void shutDown());
}

let readyPort;
let stopping = (listener) => process.once('SIGTERM', listener);
const peers = {
  async ninefold() {
    const { nodeListener, service } = await import('@ninefold/service');
    const log = { info() {}, warn() {}, error() {} };
    const kit = service({ shutdown: { noticeMs, drainMs }, log });
    kit.onStop('store', endStore);
    kit.onStop('outbox', endOutbox);
    stopping = (listener) => kit.stopping.addEventListener('abort', listener);
    return kit.attach(createServer(nodeListener(kit, handler)));
  },
  async nothing() {
    return createServer(listener);
  },
  async 'server.close'() {
    const server = createServer(listener);
    onSignal(() => closed(server));
    return server;
  },
  async '@godaddy/terminus'() {
    const { createTerminus } = await import('@godaddy/terminus');
    const server = createServer(listener);
    return createTerminus(server, {
      signals: ['SIGTERM'],
      timeout: drainMs,
      useExit0: true,
      healthChecks: { '/health/ready': async () => {}, '/health/live': async () => {} },
      beforeShutdown: () => sleep(noticeMs),
      onSignal: endAll,
    });
  },
  async lightship() {
    const { createLightship } = await import('lightship');
    const { createServer: probe } = await import('node:net');
    const free = probe().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    readyPort = free.address().port;
    await closed(free);
    const server = createServer(listener);
    const lightship = await createLightship({
      detectKubernetes: false,
      port: readyPort,
      shutdownDelay: noticeMs,
      gracefulShutdownTimeout: drainMs,
      shutdownHandlerTimeout: drainMs,
    });
    lightship.registerShutdownHandler(() => closed(server));
    lightship.registerShutdownHandler(endAll);
    server.once('listening', () => lightship.signalReady());
    return server;
  },
  async stoppable() {
    const { default: stoppable } = await import('stoppable');
    const server = stoppable(createServer(listener), drainMs);
    onSignal(() => new Promise((resolve) => server.stop(resolve)));
    return server;
  },
  async 'http-terminator'() {
    const { createHttpTerminator } = await import('http-terminator');
    const server = createServer(listener);
    const terminator = createHttpTerminator({ server, gracefulTerminationTimeout: drainMs });
    onSignal(() => terminator.terminate());
    return server;
  },
};

// Installed for all but `nothing`, for which a signal must do what it does by default.
if (peer !== 'nothing') process.prependOnceListener('SIGTERM', () => tell({ signalled: true }));
const server = await peers[peer]();
if (upgrades)
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => {});
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n',
    );
    socket.on('data', (bytes) => socket.write(bytes));
    if (upgrades === 'end-themselves') stopping(() => socket.end('going away'));
  });
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  tell({ port, readyPort: readyPort ?? port });
});
