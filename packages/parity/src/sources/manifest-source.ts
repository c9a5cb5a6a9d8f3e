import { generateScenarios } from '../generate/generate-scenarios.ts';
import { parseManifestRoutes } from './manifest-routes.ts';
import type { Source } from './source.ts';

/** The routes of a split: requests are made up for each. */
export const manifestSource: Source = {
  kind: 'unlith/manifest@1',
  recognises: ({ head }) => /"schema"\s*:\s*"unlith\/manifest@/.test(head),
  async read(file, options) {
    const routes = parseManifestRoutes(await file.text(), file.name);
    return { scenarios: generateScenarios(routes, options), skipped: [] };
  },
};
