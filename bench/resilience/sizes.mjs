// What an application ships: tree-shaken, minified, gzip. node bench/resilience/sizes.mjs
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const cases = {
  'a breaker alone': [
    "import { breaker, consecutive } from '@ninefold/resilience'; breaker(consecutive(5));",
    2_048,
  ],
  'timeout, retry, breaker, bulkhead, guard': [
    "import { guard, timeout, retry, breaker, consecutive, bulkhead } from '@ninefold/resilience'; guard(timeout(1), retry(), breaker(consecutive(5)), bulkhead());",
  ],
  'a breaker by a time window': [
    "import { breaker, timeWindow } from '@ninefold/resilience'; breaker(timeWindow());",
  ],
  'everything: all guards': ["export * from '@ninefold/resilience';", 12_288],
  // Adapters are imports of their own; each figure is without what it shares with the guards.
  ...Object.fromEntries(
    ['fetch', 'opentelemetry', 'prometheus', 'testing', 'undici'].map((name) => [
      `adapter: ${name}`,
      [`export * from '@ninefold/resilience'; export * from '@ninefold/resilience/${name}';`],
    ]),
  ),
  'cockatiel: a breaker alone': [
    "import { circuitBreaker, handleAll, ConsecutiveBreaker } from 'cockatiel'; circuitBreaker(handleAll, { halfOpenAfter: 1, breaker: new ConsecutiveBreaker(5) });",
  ],
  'cockatiel: everything': ["export * from 'cockatiel';"],
};
let guards = { bytes: 0, gzip: 0 };
const peersFrom = process.env.PEERS_FROM;
console.log('| | minified | gzip | target |\n|---|---|---|---|');
for (const [name, [contents, target]] of Object.entries(cases)) {
  const result = await build({
    stdin: {
      contents,
      resolveDir: name.startsWith('cockatiel') && peersFrom ? peersFrom : import.meta.dirname,
      loader: 'js',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const { contents: code } = result.outputFiles[0];
  const gzip = gzipSync(code, { level: 9 }).length;
  const verdict = target === undefined ? '' : `${gzip <= target ? 'met' : 'NOT met'}, ${target}`;
  if (name.startsWith('everything')) guards = { bytes: code.length, gzip };
  if (name.startsWith('adapter')) {
    console.log(`| ${name} | + ${code.length - guards.bytes} | + ${gzip - guards.gzip} | |`);
    continue;
  }
  console.log(`| ${name} | ${code.length} | ${gzip} | ${verdict} |`);
}
