import { expect, it } from 'vitest';

import { appContract } from './contracts.ts';
import { ninefold } from './ninefold-command.ts';
import { notOk, readReport } from './proof-report.ts';
import { newScene } from './scene.ts';

/** Ready like any other, and then not what HTTP is. */
function badApp(answer: string): string {
  return `
import { createServer } from 'node:net';
createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    if (bytes.toString().includes('/health/ready')) {
      socket.end('HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\nconnection: close\\r\\n\\r\\n');
    } else { ${answer} }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
}

const BAD = {
  'answers garbage': String.raw`socket.write('\x00\xff no HTTP at all\r\n\r\n');`,
  'answers with an endless head': String.raw`socket.write('HTTP/1.1 201 Created\r\n');
    const pour = () => { while (socket.write('x-more: ' + 'y'.repeat(1000) + '\r\n')); };
    socket.on('drain', pour); pour();`,
  'answers with an endless body': String.raw`
    socket.write('HTTP/1.1 500 Oops\r\ntransfer-encoding: chunked\r\n\r\n');
    const pour = () => { while (socket.write('400\r\n' + 'z'.repeat(1024) + '\r\n')); };
    socket.on('drain', pour); pour();`,
  'never answers': '',
  'ends the connection without an answer': 'socket.destroy();',
};

// Nearly all of their time is spent waiting, so they may wait together.
for (const [what, answer] of Object.entries(BAD)) {
  it.concurrent(`ends with one clear message when an app ${what}`, async () => {
    const scene = newScene();
    scene.write('app.mjs', badApp(answer));
    scene.write(
      'ninefold.yaml',
      appContract({
        run: '[node, app.mjs]',
        replicas: 2,
        rate: '20/s',
        faults: ['kill app'],
        balancer: '{ attemptTimeout: 300ms }',
      }).replace('rate:', 'timeout: 500ms\n  rate:'),
    );
    const { code, stderr } = await ninefold(scene, ['prove']);
    expect(stderr).not.toMatch(/an error of Ninefold|\n {4}at /);
    expect(stderr).toMatch(/^ninefold: .*operations to succeed before the fault/m);
    expect(code).toBe(3);
    expect(scene.leftovers()).toEqual([]);
  });
}

it('bounds an endless body that came with an acknowledgement', async () => {
  const scene = newScene();
  scene.write(
    'app.mjs',
    badApp(String.raw`
    socket.write('HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n');
    const pour = () => { while (socket.write('400\r\n' + 'z'.repeat(1024) + '\r\n')); };
    socket.on('drain', pour); pour();`),
  );
  scene.write(
    'ninefold.yaml',
    appContract({
      run: '[node, app.mjs]',
      replicas: 2,
      rate: '20/s',
      faults: ['kill app'],
    }).replace('rate:', 'timeout: 500ms\n  rate:'),
  );
  const { code, stderr } = await ninefold(scene, ['prove']);
  expect(stderr).not.toMatch(/an error of Ninefold|\n {4}at /);
  expect([1, 3]).toContain(code);
  expect(scene.leftovers()).toEqual([]);
});

it('calls an app that refuses every other request unavailable, by what it answered', async () => {
  const scene = newScene();
  scene.write(
    'app.mjs',
    `import { createServer } from 'node:http';
     let asked = 0;
     createServer((request, response) => {
       if (request.method === 'POST') response.statusCode = asked++ % 2 ? 201 : 422;
       request.resume();
       response.end();
     }).listen(Number(process.env.PORT), '127.0.0.1');`,
  );
  scene.write(
    'ninefold.yaml',
    appContract({
      run: '[node, app.mjs]',
      availability: '99%',
      faults: ['kill app'],
    }).replace('rto: 10s', 'rto: 500ms'),
  );
  const { code } = await ninefold(scene, ['prove']);
  expect(code).toBe(1);
  const { verdict, history } = readReport(scene.path('ninefold-report'));
  expect(verdict.ruling).toBe('broken');
  expect(history.trials.flatMap(notOk)).toContain('failed: 422');
});
