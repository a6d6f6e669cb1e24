// node bench/balancer/run.mjs [throughput|bad-days]   (after: npx tsc -b packages/ninefold)
const only = process.argv[2];
const report = {};
if (only !== 'bad-days') {
  const { throughput } = await import('./throughput.mjs');
  report.throughput = await throughput();
  console.table(report.throughput);
}
if (only !== 'throughput') {
  const { badDays } = await import('./bad-days.mjs');
  report.badDays = await badDays();
  console.table(report.badDays);
}
if (process.env.JSON) console.log(JSON.stringify(report));
process.exit(0);
