import type { DiffRules } from '../../src/compare/diff-rules.ts';
import { nothingKnown } from '../../src/correlate/correlation.ts';

/** Where nothing is known of ids yet and the order of every list counts. */
export const strict: DiffRules = { correlation: nothingKnown };
