import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// By itself vitest leaves a processor free. These tests wait for processes that they start: one more worker than processors.
const maxWorkers = availableParallelism() + 1;

/** `architecture` is part of `pnpm check`; `acceptance` starts whole clouds: after all others, and two files at a time. */
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
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
