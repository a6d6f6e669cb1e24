import { defineConfig } from 'vitest/config';

const named = (...names: readonly string[]): string[] =>
  names.map((name) => `packages/ninefold/tests/${name}.test.ts`);

/** Whole clusters under Patroni, which mostly wait: two at a time. */
const clusters = named('backup', 'patroni');
/** Commands that boot nothing whose timing is judged: two at a time. */
const commands = named(
  'audit-*',
  'render-*',
  'slo-rules',
  'slo-defects',
  'slo-indicators',
  'slo-windows',
  'plan',
  'capacity',
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
          exclude: [...clusters, ...commands],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'commands', include: commands, testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: 'clusters', include: clusters, testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
