import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { SplitError } from '../errors.ts';

/** What functions were seen to do while requests were played: written by the recorder of the local cloud. */
export interface Evidence {
  readonly schema: 'unlith/evidence@1';
  readonly seen: readonly SeenCall[];
}

interface SeenCall {
  /** Name of a manifest's function, or a route key. */
  readonly function: string;
  /** `dynamodb:Query` */
  readonly action: string;
  /** `${FLIGHTS_TABLE}/index/by-day`, or an ARN. */
  readonly resource: string;
}

const text = v.pipe(v.string(), v.minLength(1));

const schema = v.object({
  schema: v.literal('unlith/evidence@1'),
  seen: v.array(
    v.object({ function: text, action: v.pipe(text, v.regex(/^[a-z0-9-]+:\w+$/)), resource: text }),
  ),
});

/** @throws {SplitError} `split.evidence` when the file cannot be read or is no evidence. */
export function readEvidence(file: string): Evidence {
  const parsed = v.safeParse(schema, parseFile(file));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new SplitError(
    'split.evidence',
    `${file} is no unlith/evidence@1: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}. Record it anew.`,
  );
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SplitError('split.evidence', `${file} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}
