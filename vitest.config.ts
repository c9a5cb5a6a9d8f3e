import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// By itself vitest leaves a processor free. These tests wait for processes that they start: one more worker than processors.
const maxWorkers = availableParallelism() + 1;

/** What takes half a minute and more, the longest first. */
const long = [
  'equality/express-5',
  'equality/express-4',
  'cli/test/try',
  'acceptance/test/planted-faults',
  'acceptance/test/chaos',
  'acceptance/test/placements',
  'splitter/test/split-app',
  'acceptance/test/parity',
  'cli/test/parity',
  'acceptance/test/dead-letters',
  'discover/bad-apps',
];

/** By itself vitest takes large files for long ones. What is long goes first, so that no worker is alone with it in the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = long.findIndex((name) => moduleId.includes(name));
      return index < 0 ? long.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** For all tests: a busy machine may be slow, and only a test that fails waits so long. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 120_000 } } };

/** `architecture` is part of `pnpm check`; `acceptance` starts whole clouds: after all others. */
export default defineConfig({
  test: {
    // `.ci/run` counts tests in a report of its own.
    reporters: process.env.VITEST_REPORT
      ? ['default', ['json', { outputFile: process.env.VITEST_REPORT }]]
      : ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'architecture', include: ['test/**/*.test.ts'], maxWorkers, ...patience } },
      {
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts', 'infra/test/**/*.test.ts'],
          exclude: ['packages/acceptance/**', '**/node_modules/**'],
          maxWorkers,
          // Most of what these import is the same: a worker keeps it from one file to the next.
          isolate: false,
          ...patience,
        },
      },
      {
        test: {
          name: 'acceptance',
          globalSetup: 'packages/acceptance/test/global-setup.ts',
          include: ['packages/acceptance/test/**/*.test.ts'],
          maxWorkers,
          sequence: { groupOrder: 1 },
          ...patience,
        },
      },
    ],
  },
});
