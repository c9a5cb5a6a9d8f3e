import { defineConfig } from 'vitest/config';

// By itself vitest leaves a processor free, which is half of a machine with two.
const maxWorkers = '100%';

/** `architecture` is part of `pnpm check`; `unit` runs in parallel; `acceptance` starts whole clouds, one file at a time. */
export default defineConfig({
  test: {
    // `.ci/run` counts tests in a report of its own.
    reporters: process.env.VITEST_REPORT
      ? ['default', ['json', { outputFile: process.env.VITEST_REPORT }]]
      : ['default'],
    projects: [
      { test: { name: 'architecture', include: ['test/**/*.test.ts'], maxWorkers } },
      {
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts', 'infra/test/**/*.test.ts'],
          exclude: ['packages/acceptance/**', '**/node_modules/**'],
          maxWorkers,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'acceptance',
          globalSetup: 'packages/acceptance/test/global-setup.ts',
          include: ['packages/acceptance/test/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
