import * as v from 'valibot';
import { UsageError } from '../errors.ts';
import { parseDocument } from './parse-document.ts';

// Of the splitter's manifest only what is needed here: parity is used without the splitter, too.
const manifest = v.object({
  schema: v.literal('unlith/manifest@1'),
  routes: v.array(
    v.object({ id: v.string(), routeKeys: v.array(v.string()), source: v.optional(v.string(), '') }),
  ),
});

/** A route of a split, and where its handler is registered: `src/routes/bookings.ts:12:10`. */
export type ManifestRoute = v.InferOutput<typeof manifest>['routes'][number];

/**
 * Reads the routes of a split's manifest; `file` is what errors call it.
 *
 * @throws UsageError `source.manifest` for a text that is no unlith/manifest@1.
 */
export function parseManifestRoutes(text: string, file: string): ManifestRoute[] {
  const parsed = v.safeParse(manifest, parseDocument(text, file));
  if (parsed.success) return parsed.output.routes;
  const [issue] = parsed.issues;
  throw new UsageError(
    'source.manifest',
    `${file} is no unlith/manifest@1: ${v.getDotPath(issue)}: ${issue.message}. Write it anew with \`unlith split\`.`,
  );
}
