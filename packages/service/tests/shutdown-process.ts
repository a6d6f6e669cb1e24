import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';

import { eventually } from './eventually.ts';

const SERVER =
  process.env['SHUTDOWN_SERVER'] ?? fileURLToPath(new URL('shutdown-server.mjs', import.meta.url));

/** How long anything here may take before a test says what it waited for (ms). */
const PATIENCE_MS = 30_000;

export interface ServerSettings {
  readonly framework?: 'tls' | 'fastify' | 'express' | 'hono';
  readonly shutdown?: Readonly<Record<string, number>>;
  readonly upgrades?: 'stay' | 'end-themselves';
  readonly endings?: 'hang' | 'throw';
}

/** What the server told over IPC. */
type Told = Readonly<Partial<Record<'holding' | 'handling' | 'ended', string>>>;

/** A server in a process of its own. */
export class ServerProcess {
  readonly #settings: ServerSettings;
  readonly #child: ChildProcess;
  readonly #clients: Client[] = [];
  readonly #exited: Promise<unknown[]>;
  readonly told: Told[] = [];
  #output = '';
  port = 0;

  static async start(settings: ServerSettings = {}): Promise<ServerProcess> {
    const server = new ServerProcess(settings);
    try {
      await server.until('the server to listen', () => server.port > 0);
      return server;
    } catch (error) {
      await server.end();
      throw error;
    }
  }

  private constructor(settings: ServerSettings) {
    this.#settings = settings;
    // The tests run from sources under Vitest; the server runs what `npm run build` built.
    this.#child = fork(SERVER, {
      env: { PATH: process.env['PATH'], SETTINGS: JSON.stringify(settings) },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (bytes: Buffer) => (this.#output += bytes.toString()));
    this.#child.on('message', (message: Told & { listening?: number }) => {
      if (message.listening) this.port = message.listening;
      else this.told.push(message);
    });
    this.#exited = once(this.#child, 'exit');
  }

  get output(): string {
    return this.#output;
  }

  signal(name: NodeJS.Signals = 'SIGTERM'): void {
    this.#child.kill(name);
  }

  release(name: string): void {
    this.#child.send(name);
  }

  heard(key: keyof Told, value: string): Promise<unknown> {
    return this.until(`${key} ${value}`, () => this.told.some((told) => told[key] === value));
  }

  ended(): string[] {
    return this.told.flatMap(({ ended }) => ended ?? []);
  }

  /** The shutdown has come to this state. */
  reached(state: 'noticing' | 'draining' | 'ending'): Promise<unknown> {
    return this.until(`the shutdown to be ${state}`, () =>
      this.#output.includes(`"state":"${state}"`),
    );
  }

  until(what: string, look: () => boolean | Promise<boolean>): Promise<unknown> {
    return eventually(what, PATIENCE_MS, look, () => this.#output);
  }

  /** Whether new connections are refused. */
  async refuses(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return false;
    } catch {
      return true;
    } finally {
      socket.destroy();
    }
  }

  async client(): Promise<Client> {
    const tls = this.#settings.framework === 'tls';
    const to = { port: this.port, host: '127.0.0.1' };
    // The certificate is made for the test and signed by nobody.
    const socket = tls ? connectTls({ ...to, rejectUnauthorized: false }) : connect(to);
    const client = new Client(socket);
    this.#clients.push(client);
    await once(socket, tls ? 'secureConnect' : 'connect');
    return client;
  }

  async exitCode(): Promise<number | string> {
    let ending: unknown[] | undefined;
    void this.#exited.then((how) => (ending = how));
    await this.until('the process to exit', () => ending !== undefined);
    const [code, signal] = ending ?? [];
    return (code ?? signal) as number | string;
  }

  /** Leaves nothing behind. */
  async end(): Promise<void> {
    for (const client of this.#clients) client.close();
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      this.#child.kill('SIGKILL');
    await this.#exited;
  }
}

/** One TCP connection, with what came on it. */
export class Client {
  readonly #socket: Socket;
  received = '';
  closed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => (this.received += bytes.toString()));
    socket.on('error', () => undefined);
    socket.on('end', () => (this.closed = true));
    socket.on('close', () => (this.closed = true));
  }

  get(path: string): void {
    this.send(`GET ${path} HTTP/1.1\r\nhost: test\r\n\r\n`);
  }

  send(text: string): void {
    this.#socket.write(text);
  }

  receives(text: string): Promise<unknown> {
    return eventually(
      `a client to receive "${text}"`,
      PATIENCE_MS,
      () => this.received.includes(text),
      () => `received: ${this.received}${this.closed ? ' and the end' : ''}`,
    );
  }

  isClosed(): Promise<unknown> {
    return eventually(
      'a client to be told the end',
      PATIENCE_MS,
      () => this.closed,
      () => this.received,
    );
  }

  close(): void {
    this.#socket.destroy();
  }
}
