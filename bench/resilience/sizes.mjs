// What an application ships: tree-shaken, minified, gzip. node bench/resilience/sizes.mjs
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const cases = {
  'a breaker alone': ["import { breaker } from '@ninefold/resilience'; breaker();", 2_048],
  'timeout, retry, breaker, bulkhead, guard': [
    "import { guard, timeout, retry, breaker, bulkhead } from '@ninefold/resilience'; guard(timeout(1), retry(), breaker(), bulkhead());",
  ],
  everything: ["export * from '@ninefold/resilience';", 12_288],
  'cockatiel: a breaker alone': [
    "import { circuitBreaker, handleAll, ConsecutiveBreaker } from 'cockatiel'; circuitBreaker(handleAll, { halfOpenAfter: 1, breaker: new ConsecutiveBreaker(5) });",
  ],
  'cockatiel: everything': ["export * from 'cockatiel';"],
};
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
  console.log(`| ${name} | ${code.length} | ${gzip} | ${verdict} |`);
}
