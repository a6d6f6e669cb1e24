import { defineConfig } from 'vitest/config';

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
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
