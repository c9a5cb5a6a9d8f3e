import type { Source } from '../source.ts';
import { parseScenarioFile } from './parse-scenario-file.ts';

/** Scenarios as data, written by `unlith import`, by a search, or by hand. */
export const scenarioFileSource: Source = {
  kind: 'unlith/scenarios@1',
  recognises: ({ head }) => /"?schema"?\s*:\s*["']?unlith\/scenarios@/.test(head),
  async read(file) {
    return { scenarios: parseScenarioFile(await file.text(), file.name), skipped: [] };
  },
};
