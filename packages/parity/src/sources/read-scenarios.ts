import { UsageError } from '../errors.ts';
import { openRequestFile } from './request-file.ts';
import type { Imported, ReadOptions } from './source.ts';

/**
 * Reads scenarios from a file of any kind: scenarios as data (`unlith/scenarios@1`), HAR 1.2, curl commands, OpenAPI 3, access logs of
 * API Gateway and Lambda events as JSON lines, a route manifest. Secrets are replaced, unless told otherwise.
 *
 * @throws UsageError `source.*` for a file that is none of these, is broken, or holds nothing that can be sent.
 * @example
 * const { scenarios, skipped } = await readScenarios('checkout.har', { from: 'https://api.example.com' });
 */
export async function readScenarios(path: string, options: ReadOptions = {}): Promise<Imported> {
  // Not before they are needed: what reads YAML and schemas takes its time to load.
  const { sources } = await import('./sources.ts');
  const file = await openRequestFile(path);
  const source = sources.find((each) => each.recognises(file));
  if (!source)
    throw new UsageError(
      'source.unknown',
      `${path} is no file with requests. Give one of these: ${sources.map(({ kind }) => kind).join(', ')}.`,
    );
  const imported = await source.read(file, options).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      'source.too-deep',
      `${path} cannot be read: ${error.message}. Is it nested so deeply?`,
    );
  });
  if (imported.scenarios.length > 0) return imported;
  const [first] = imported.skipped;
  const reason = first ? `${first.place}: ${first.reason}` : 'there is none in it';
  throw new UsageError(
    'source.empty',
    `${path} (${source.kind}) holds no request that can be sent; ${reason}.`,
  );
}
