import type { ByteSeal } from '../compare/diff-body.ts';
import type { Difference } from '../compare/difference.ts';
import type { Json } from '../report/finding.ts';
import type { FindingCode } from '../report/finding-catalogue.ts';
import type { NoiseKind } from '../report/parity-report.ts';
import { isOpaque, type Lexeme, pairLexemes, toSharedStart } from './lexeme.ts';
import { type Clocks, findInstant, isFresh, isWithinTolerance } from './time.ts';

/** What may vary at one place of an answer: its bytes as a whole, or pieces of its text. */
export type Noise = TextNoise | BytesNoise;

/** A text of which some pieces vary; the others must stay as they are. */
export interface TextNoise {
  readonly kind: 'text';
  /** The code of the difference that it explains. */
  readonly code: FindingCode;
  readonly baseline: string;
  readonly pieces: readonly NoisyPiece[];
}

/** A piece as the baseline has it, and how it may vary. */
export type NoisyPiece = { readonly lexeme: Lexeme } & Variation;

/** Not at all; as a time, which may be taken while the request is served; as an id, perhaps behind a prefix (`cus_`). */
export type Variation =
  | { readonly vary: 'not' }
  | { readonly vary: 'time'; readonly fresh: boolean }
  | { readonly vary: 'id'; readonly prefix: string };

/** Bytes that vary as a whole, a picture of an id for example; `head` is how they begin in both runs. */
export interface BytesNoise {
  readonly kind: 'bytes';
  readonly code: FindingCode;
  readonly baseline: ByteSeal;
  readonly head: string;
}

/** What a difference between two baselines teaches about its place; undefined when that is neither ids nor times. */
export function learnNoise({ code, baseline, candidate }: Difference, clocks: Clocks): Noise | undefined {
  if (code === 'parity.bytes') {
    const [left, right] = [baseline as ByteSeal, candidate as ByteSeal];
    return { kind: 'bytes', code, baseline: left, head: toSharedStart(left.head, right.head) };
  }
  if (code !== 'parity.body-value' && code !== 'parity.header-value' && code !== 'parity.cookie')
    return undefined;
  if (!isScalar(baseline) || !isScalar(candidate)) return undefined;
  const pieces = pairLexemes(String(baseline), String(candidate))?.map(([left, right]) => {
    const variation = learnVariation(left, right, clocks);
    return variation && { lexeme: left, ...variation };
  });
  return pieces?.every((piece) => piece !== undefined)
    ? { kind: 'text', code, baseline: String(baseline), pieces }
    : undefined;
}

function learnVariation(left: Lexeme, right: Lexeme, clocks: Clocks): Variation | undefined {
  if (left.text === right.text) return { vary: 'not' };
  const [one, other] = [findInstant(left), findInstant(right)];
  if (one && other && one.format === other.format && isWithinTolerance(one, other, clocks))
    return { vary: 'time', fresh: isFresh(one, clocks.baseline) && isFresh(other, clocks.candidate) };
  if (!isIdPair(left, right)) return undefined;
  const prefix = left.kind === 'word' ? /^[a-z]+[_-]/.exec(toSharedStart(left.text, right.text))?.[0] : '';
  return { vary: 'id', prefix: prefix ?? '' };
}

/** Whether two lexemes can be the same id in two runs. */
export function isIdPair(left: Lexeme, right: Lexeme): boolean {
  if (left.kind === 'ulid' || left.kind === 'uuid') return left.kind === right.kind;
  return left.kind === 'word' && isOpaque(left.text, right.text);
}

/** The kinds of noise at a place, for the report. */
export function listNoiseKinds(noise: Noise): NoiseKind[] {
  if (noise.kind === 'bytes') return ['bytes'];
  const kinds = noise.pieces.flatMap(({ vary }) => (vary === 'not' ? [] : [vary]));
  return [...new Set(kinds)];
}

function isScalar(value: Json): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
