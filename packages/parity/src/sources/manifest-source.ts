import * as v from 'valibot';
import { UsageError } from '../errors.ts';
import { generateScenarios } from '../generate/generate-scenarios.ts';
import { parseDocument } from './parse-document.ts';
import type { Source } from './source.ts';

// Of the splitter's manifest only what requests are made up from: parity is used without the splitter, too.
const manifest = v.object({
  schema: v.literal('unlith/manifest@1'),
  routes: v.array(v.object({ id: v.string(), routeKeys: v.array(v.string()) })),
});

/** The routes of a split: requests are made up for each. */
export const manifestSource: Source = {
  kind: 'unlith/manifest@1',
  recognises: ({ head }) => /"schema"\s*:\s*"unlith\/manifest@/.test(head),
  async read(file, options) {
    const parsed = v.safeParse(manifest, parseDocument(await file.text(), file.name));
    if (parsed.success) return { scenarios: generateScenarios(parsed.output.routes, options), skipped: [] };
    const [issue] = parsed.issues;
    throw new UsageError(
      'source.manifest',
      `${file.name} is no unlith/manifest@1: ${v.getDotPath(issue)}: ${issue.message}. Write it anew with \`unlith split\`.`,
    );
  },
};
