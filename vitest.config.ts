import { defineConfig } from 'vitest/config';

/** Whole clusters under Patroni, which mostly wait: two at a time. */
const clusters = ['attach', 'backup', 'patroni'].map(
  (name) => `packages/ninefold/tests/${name}.test.ts`,
);

const conditions = ['@ninefold/source', 'node', 'default'];

export default defineConfig({
  ssr: { resolve: { conditions } },
  resolve: { conditions },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts'],
          // Tests that search or simulate take seconds, and several times that on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Real engines on two cores: one file at a time, so that no test disturbs another's timing.
        test: {
          name: 'engines',
          include: ['packages/*/tests/**/*.test.ts'],
          exclude: clusters,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'clusters', include: clusters, testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
