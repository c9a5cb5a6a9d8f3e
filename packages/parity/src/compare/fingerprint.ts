import type { KnownIds } from '../correlate/correlation.ts';
import { type Lexeme, maskNoise } from '../correlate/lexeme.ts';
import type { ExactJson } from './exact-json.ts';

/** Turns a text into what it has in common with its counterpart on the other side. */
export type ToMark = (text: string) => string;

/**
 * Marks by which values of two sides are recognised: an id that is known to stand for another is marked alike on both
 * sides, whatever else may vary is blotted out.
 */
export function createMarks(correlation: KnownIds): Record<'baseline' | 'candidate', ToMark> {
  const blot = ({ kind }: Lexeme) => `<${kind}>`;
  return {
    baseline: (text) => maskNoise(text, (lexeme) => correlation.findCandidate(lexeme.text) ?? blot(lexeme)),
    candidate: (text) =>
      maskNoise(text, (lexeme) =>
        correlation.findBaseline(lexeme.text) === undefined ? blot(lexeme) : lexeme.text,
      ),
  };
}

/** The JSON of a value, with its fields in order and every text and number as its mark. */
export function toFingerprint(value: ExactJson, toMark: ToMark): string {
  return JSON.stringify(value, (_, inner: ExactJson) => {
    if (typeof inner === 'string') return toMark(inner);
    if (typeof inner === 'number' || typeof inner === 'bigint') {
      const digits = String(inner);
      const mark = toMark(digits);
      return mark === digits && typeof inner === 'number' ? inner : `${typeof inner} ${mark}`;
    }
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
