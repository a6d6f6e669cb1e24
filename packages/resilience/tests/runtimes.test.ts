import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');
const CHROMIUM = '/usr/bin/chromium';
/** More than a browser needs to start on a busy machine (ms). */
const BROWSER_DEADLINE_MS = 90_000;

type Verdicts = Record<string, string | null>;

function expectAll(verdicts: Verdicts): void {
  expect(Object.keys(verdicts).length).toBeGreaterThan(8);
  for (const [claim, wrong] of Object.entries(verdicts)) expect(wrong, claim).toBeNull();
}

const PAGE = `<!doctype html><script type="module">
  const tell = (where, verdicts) =>
    fetch('/' + where, { method: 'POST', body: JSON.stringify(verdicts) });
  try {
    const { verdicts } = await import('/tests/in-any-runtime.mjs');
    await tell('page', await verdicts());
    const worker = new Worker('/tests/in-any-worker.mjs', { type: 'module' });
    worker.onmessage = ({ data }) => tell('worker', data);
    worker.onerror = ({ message }) => tell('worker', { started: message });
  } catch (error) {
    await tell('page', { started: String(error) });
  }
</script>`;

/** Opens the page in Chromium; what the page and its worker found, by where. */
async function inChromium(): Promise<Record<string, Verdicts>> {
  const found: Record<string, Verdicts> = {};
  const profile = await mkdtemp(join(tmpdir(), 'ninefold-chromium-'));
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const server = createServer((request, response) => {
    void (async () => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (request.method === 'POST') {
        const chunks = await request.toArray();
        found[path.slice(1)] = JSON.parse(Buffer.concat(chunks).toString()) as Verdicts;
        response.end();
        if (found['worker'] ?? found['page']?.['started']) finish();
        return;
      }
      const script = /^\/(?:dist|tests)\/[\w-]+\.m?js$/.test(path);
      if (path !== '/' && !script) {
        response.writeHead(404).end();
        return;
      }
      response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
      response.end(script ? await readFile(join(PACKAGE, normalize(path))) : PAGE);
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const browser = spawn(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      `http://127.0.0.1:${port}/`,
    ],
    { stdio: 'ignore', detached: true },
  );
  const gone = new Promise<void>((resolve) => {
    browser.once('exit', () => {
      resolve();
    });
  });
  const deadline = setTimeout(finish, BROWSER_DEADLINE_MS);
  try {
    await Promise.race([finished, gone]);
  } finally {
    clearTimeout(deadline);
    // Its own process group: the renderers go with it.
    if (browser.pid !== undefined && browser.exitCode === null)
      process.kill(-browser.pid, 'SIGKILL');
    await gone;
    server.close();
    server.closeAllConnections();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return found;
}

describe('the built package', () => {
  it('holds its claims in a Node worker, which ends by itself', async () => {
    const worker = new Worker(new URL('./in-any-worker.mjs', import.meta.url));
    const verdicts = await new Promise<Verdicts>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    expectAll(verdicts);
    // Nothing that a guard set keeps it alive.
    expect(await new Promise((resolve) => worker.once('exit', resolve))).toBe(0);
  });
});

describe.skipIf(!existsSync(CHROMIUM))('the built package in Chromium', () => {
  it('holds its claims in a page and in a worker', async () => {
    const found = await inChromium();
    expect(Object.keys(found)).toEqual(['page', 'worker']);
    expectAll(found['page'] as Verdicts);
    expectAll(found['worker'] as Verdicts);
  });
});
