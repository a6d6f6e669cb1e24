import { startBalancer } from '../../../packages/ninefold/dist/engines/balancer/balancer.js';

const [port, ...backends] = process.argv.slice(2).map(Number);
await startBalancer(
  {
    http: {
      spec: {
        port,
        checkEveryMs: 200,
        attemptTimeoutMs: 2000,
        maxAttempts: 3,
        maxConnectionsPerReplica: 128,
      },
      policy: 'least-loaded',
      readyPath: '/ready',
      replicas: backends.map((at, i) => ({ id: `app[${i}]`, host: '127.0.0.1', port: at })),
    },
    stores: [],
  },
  (event) => {
    if (process.env.VERBOSE) console.error(JSON.stringify(event));
  },
);
process.send?.('listening');
process.on('disconnect', () => process.exit(0));
