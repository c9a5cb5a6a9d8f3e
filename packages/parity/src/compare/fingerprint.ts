import type { KnownIds } from '../correlate/correlation.ts';
import { type Lexeme, maskNoise } from '../correlate/lexeme.ts';
import type { ExactJson } from './exact-json.ts';

/** By what a value is recognised on the other side. */
export interface Fingerprint {
  /** Its canonical JSON, in which known ids of the baseline are those of the candidate. */
  readonly exact: string;
  /** The same with everything blotted out that may vary. */
  readonly loose: string;
}

export type Side = 'baseline' | 'candidate';

/** Creates what takes fingerprints of values of one side. */
export function createFingerprints(side: Side, known: KnownIds): (value: ExactJson) => Fingerprint {
  const translate = ({ text }: Lexeme) => (side === 'baseline' ? (known.findCandidate(text) ?? text) : text);
  const isKnown = ({ text }: Lexeme) =>
    (side === 'baseline' ? known.findCandidate(text) : known.findBaseline(text)) !== undefined;
  const blot = (lexeme: Lexeme) => (isKnown(lexeme) ? translate(lexeme) : `<${lexeme.kind}>`);
  return (value) => ({ exact: canonicalise(value, translate), loose: canonicalise(value, blot) });
}

/** The JSON of a value, with its fields in order and marks in place of what may vary. */
function canonicalise(value: ExactJson, toMark: (lexeme: Lexeme) => string): string {
  return JSON.stringify(value, (_, inner: ExactJson) => {
    if (typeof inner === 'string') return maskNoise(inner, toMark);
    if (typeof inner === 'number' || typeof inner === 'bigint') {
      const digits = String(inner);
      const mark = maskNoise(digits, toMark);
      return mark === digits && typeof inner === 'number' ? inner : `${typeof inner} ${mark}`;
    }
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
