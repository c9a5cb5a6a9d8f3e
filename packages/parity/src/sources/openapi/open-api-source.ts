import { resolve } from 'node:path';
import * as v from 'valibot';
import { UsageError } from '../../errors.ts';
import { createRandom } from '../../generate/random.ts';
import { toScenarioName } from '../../generate/route-to-play.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { parseDocument } from '../parse-document.ts';
import { readText } from '../read-text.ts';
import { NotTaken, type Untaken } from '../recorded-request.ts';
import type { RequestFile } from '../request-file.ts';
import type { Source } from '../source.ts';
import { type ApiDocument, apiDocument } from './api-document.ts';
import { listOperations, type Operation } from './operation.ts';
import { planScenario } from './plan-scenario.ts';
import { resolveReferences } from './references.ts';

/** A scenario for each operation that an OpenAPI document describes. Its servers' paths are the base URLs' matter. */
export const openApiSource: Source = {
  kind: 'OpenAPI 3',
  recognises: ({ head }) => versionField.test(head) || firstField.test(head),
  async read(file, { seed = 'unlith', methods }) {
    const found = [...listOperations(await readDocument(file), file.name)];
    const operations = found.filter((each): each is Operation => 'id' in each);
    const skipped: Untaken[] = found.filter((each): each is Untaken => 'reason' in each);
    const names = new Set<string>();
    const scenarios: Scenario[] = [];
    for (const operation of operations) {
      if (methods && !methods.includes(operation.method)) continue;
      try {
        const deps = { operations, seed: createRandom(`${seed}/${operation.id}`).below(2 ** 31) };
        scenarios.push(planScenario(operation, toScenarioName(operation.id, names), deps));
      } catch (error) {
        if (!(error instanceof NotTaken || error instanceof UsageError)) throw error;
        skipped.push({ place: `${file.name} ${operation.id}`, reason: error.message });
      }
    }
    return { scenarios, skipped: skipped.map((each) => ({ ...each, times: 1 })) };
  },
};

const versionField = /^[\s{]*["']?(?:openapi|swagger)["']?\s*:/m;
/** Where fields are sorted, the version may come after more than the head. */
const firstField =
  /^\s*\{?\s*["']?(?:components|externalDocs|info|paths|security|servers|tags|webhooks)["']?\s*:/;

async function readDocument(file: RequestFile): Promise<ApiDocument> {
  const path = resolve(file.path);
  const load = (other: string) => parseDocument(readOther(other), other);
  const document = resolveReferences(parseDocument(await file.text(), file.name), path, load);
  const parsed = v.safeParse(apiDocument, document);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new UsageError(
    'source.open-api',
    `${file.name} is no OpenAPI 3: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}. Mend it there.`,
  );
}

function readOther(path: string): string {
  try {
    return readText(path);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(
      'source.reference',
      `${path} cannot be read (${(cause as NodeJS.ErrnoException).code}), and a reference leads there. Mend the reference.`,
      { cause },
    );
  }
}
