import type { ByteSeal } from '../compare/diff-body.ts';
import { type Difference, isScalar } from '../compare/difference.ts';
import { generalisePlace } from '../report/cause.ts';
import type { FindingCode } from '../report/finding-catalogue.ts';
import type { NoiseKind } from '../report/parity-report.ts';
import { isOpaque, type Lexeme, pairLexemes, toSharedStart } from './lexeme.ts';
import type { SentIds } from './sent-ids.ts';
import {
  type Clocks,
  findInstant,
  type Instant,
  isFresh,
  isTakenInScenario,
  isWithinTolerance,
  isWrittenAlike,
} from './time.ts';

/** What may vary at one place of an answer: its bytes as a whole, pieces of its text, or the order of a list. */
export type Noise = TextNoise | BytesNoise | { readonly kind: 'order' };

/** A text of which some pieces vary; the others must stay as they are. */
export interface TextNoise {
  readonly kind: 'text';
  /** The code of the difference that it explains. */
  readonly code: FindingCode;
  readonly baseline: string;
  readonly pieces: readonly NoisyPiece[];
}

/** A piece as the baseline has it, and how it may vary. */
export type NoisyPiece = Lexeme & Variation;

/** Not at all; as a time, which may be taken while the request is served; or as an id. */
type Variation =
  | { readonly vary: 'not' }
  | { readonly vary: 'time'; readonly instant: Instant; readonly fresh: boolean }
  | {
      readonly vary: 'id';
      /** What the baseline's second run has here. */
      readonly second: string;
      /** What every such id begins with: `cus_`. */
      readonly prefix: string;
      /** Whether it is known for an id by its being sent in requests alone, because it does not look like one. */
      readonly plain: boolean;
    };

/** Bytes that vary as a whole, a picture of an id for example; in both runs they begin and end alike. */
export interface BytesNoise {
  readonly kind: 'bytes';
  readonly code: FindingCode;
  readonly baseline: ByteSeal;
  readonly second: ByteSeal;
  readonly head: string;
  readonly tail: string;
}

interface Deps {
  readonly clocks: Clocks;
  /** Absent where nothing is known of requests. */
  readonly sentIds?: SentIds;
  /** Whether the place is known for times: then one that both runs have alike is no less of one. */
  readonly isTimePlace?: boolean;
}

const textCodes: ReadonlySet<FindingCode> = new Set([
  'parity.body-value',
  'parity.header-value',
  'parity.cookie',
  'parity.id-mismatch',
]);

/** What a difference between two baselines teaches about its place; undefined when that is neither ids nor times. */
export function learnNoise({ code, baseline, candidate }: Difference, deps: Deps): Noise | undefined {
  if (code === 'parity.bytes') return learnBytesNoise(baseline as ByteSeal, candidate as ByteSeal);
  if (!textCodes.has(code) || !isScalar(baseline) || !isScalar(candidate)) return undefined;
  const pairs = pairLexemes(String(baseline), String(candidate)) ?? [];
  const pieces = pairs.map(([lexeme, other]) => learnPiece(lexeme, other, deps));
  if (pieces.length === 0 || !pieces.every((piece) => piece !== undefined)) return undefined;
  return { kind: 'text', code, baseline: String(baseline), pieces };
}

/**
 * What a place may still vary by, although both runs of the baseline have the same there: a time that both took while
 * they played the scenario, or that varies in other elements of the list, only happens to be the same.
 */
export function learnCoincidence(
  { code, where, baseline }: Difference,
  { clocks, places }: { readonly clocks: Clocks; readonly places: ReadonlyMap<string, Noise> },
): Noise | undefined {
  if (code === 'parity.bytes') return undefined;
  const kind = generalisePlace(where);
  const isTimePlace = [...places].some(
    ([other, noise]) => generalisePlace(other) === kind && listNoiseKinds(noise).includes('time'),
  );
  const noise = learnNoise({ code, where, baseline, candidate: baseline }, { clocks, isTimePlace });
  return noise && listNoiseKinds(noise).length > 0 ? noise : undefined;
}

/** The last 4 bytes of what is alike do not count: random bytes may be alike that far by chance. */
function learnBytesNoise(left: ByteSeal, right: ByteSeal): BytesNoise {
  const toSure = (one: string, other: string) => toSharedStart(one, other).slice(0, -8);
  const reverse = (text: string) => [...text].reverse().join('');
  return {
    kind: 'bytes',
    code: 'parity.bytes',
    baseline: left,
    second: right,
    head: toSure(left.head, right.head),
    tail: reverse(toSure(reverse(left.tail), reverse(right.tail))),
  };
}

function learnPiece(lexeme: Lexeme, second: string, deps: Deps): NoisyPiece | undefined {
  const { clocks, sentIds } = deps;
  const { kind, text } = lexeme;
  const [one, other] = [findInstant(kind, text), findInstant(kind, second)];
  if (one && other && isWrittenAlike(one, other) && isTimePair(one, other, deps))
    return {
      kind,
      text,
      vary: 'time',
      instant: one,
      fresh: isFresh(one, clocks.baseline) && isFresh(other, clocks.candidate),
    };
  if (text === second) return { kind, text, vary: 'not' };
  const plain = !isIdPair(lexeme, second);
  if (plain && !sentIds?.has(text, second)) return undefined;
  const shared = kind === 'word' ? toSharedStart(text, second) : '';
  return { kind, text, vary: 'id', second, prefix: /^[a-z]+[_-]/.exec(shared)?.[0] ?? '', plain };
}

function isTimePair(one: Instant, other: Instant, { clocks, isTimePlace = false }: Deps): boolean {
  if (one.epochMs !== other.epochMs) return isWithinTolerance(one, other, clocks);
  if (isTimePlace) return true;
  return isTakenInScenario(one, clocks.baseline) && isTakenInScenario(other, clocks.candidate);
}

/** Whether a lexeme and what another run has in its place look like the same id. */
export function isIdPair({ kind, text }: Lexeme, other: string): boolean {
  if (kind === 'ulid' || kind === 'uuid' || kind === 'base64') return true;
  return (kind === 'word' || kind === 'tag') && isOpaque(text, other);
}

/** The kinds of noise at a place, for the report, in the order in which they first occur. */
export function listNoiseKinds(noise: Noise): NoiseKind[] {
  if (noise.kind !== 'text') return [noise.kind];
  const ids = noise.pieces.findIndex(({ vary }) => vary === 'id');
  const times = noise.pieces.findIndex(({ vary }) => vary === 'time');
  if (ids < 0) return times < 0 ? [] : ['time'];
  if (times < 0) return ['id'];
  return ids < times ? ['id', 'time'] : ['time', 'id'];
}
