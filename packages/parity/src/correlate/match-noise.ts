import type { ByteSeal } from '../compare/diff-body.ts';
import type { Json } from '../report/finding.ts';
import type { FindingCode } from '../report/finding-catalogue.ts';
import type { Contradiction, Correspondence } from './correspondence.ts';
import type { Lexeme } from './lexeme.ts';
import {
  type BytesNoise,
  isIdPair,
  type Noise,
  type NoisyPiece,
  pairLexemes,
  type TextNoise,
} from './noise.ts';
import { type Clocks, findInstant, isWithinTolerance } from './time.ts';

/** Why a value is not what the noise of its place allows; without a code it is the literal difference that it was. */
export interface Mismatch {
  readonly code?: FindingCode;
  readonly note: string;
}

interface Deps {
  readonly clocks: Clocks;
  readonly correspondence: Correspondence;
}

/** Holds the candidate's value against the noise of its place; ids are paired on the way. Undefined when it fits. */
export function findMismatch(noise: Noise, candidate: Json, deps: Deps): Mismatch | undefined {
  return noise.kind === 'bytes'
    ? findBytesMismatch(noise, candidate as ByteSeal, deps.correspondence)
    : findTextMismatch(noise, candidate, deps);
}

function findTextMismatch(noise: TextNoise, candidate: Json, deps: Deps): Mismatch | undefined {
  const sample = typeof candidate === 'number' ? Number(noise.baseline) : noise.baseline;
  const paired = pairLexemes(sample, candidate);
  if (!paired) return { note: 'ids and times may vary here, but this is built otherwise' };
  for (const [index, [, lexeme]] of paired.entries()) {
    const mismatch = findPieceMismatch(noise.pieces[index] as NoisyPiece, lexeme, deps);
    if (mismatch) return mismatch;
  }
  return undefined;
}

function findPieceMismatch(
  piece: NoisyPiece,
  candidate: Lexeme,
  { clocks, correspondence }: Deps,
): Mismatch | undefined {
  const { lexeme: baseline, vary, prefix } = piece;
  if (vary === 'not')
    return baseline.text === candidate.text
      ? undefined
      : { note: `\`${baseline.text}\` does not vary on the baseline` };
  if (vary === 'time') return findTimeMismatch(baseline, candidate, clocks);
  if (
    !candidate.text.startsWith(prefix) ||
    !(baseline.text === candidate.text || isIdPair(baseline, candidate))
  )
    return { note: 'an id may vary here, but this does not look like one of its kind' };
  return toMismatch(correspondence.pair(baseline.text, candidate.text), [baseline.text, candidate.text]);
}

function findTimeMismatch(baseline: Lexeme, candidate: Lexeme, clocks: Clocks): Mismatch | undefined {
  const [wanted, found] = [findInstant(baseline), findInstant(candidate)];
  if (wanted?.format !== found?.format)
    return { note: `a time may vary here, but it is written ${wanted?.format} on the baseline` };
  if (!wanted || !found || isWithinTolerance(wanted, found, clocks)) return undefined;
  return { code: 'parity.time-tolerance', note: `more than ${clocks.toleranceMs} ms apart` };
}

function findBytesMismatch(
  noise: BytesNoise,
  candidate: ByteSeal,
  correspondence: Correspondence,
): Mismatch | undefined {
  if (!candidate.head.startsWith(noise.head))
    return { note: 'these bytes vary on the baseline, but not how they begin' };
  const { sha256 } = noise.baseline;
  return toMismatch(correspondence.pair(sha256, candidate.sha256), [sha256, candidate.sha256]);
}

function toMismatch(
  contradiction: Contradiction | undefined,
  [left, right]: [string, string],
): Mismatch | undefined {
  if (!contradiction) return undefined;
  const { baselineMeans, candidateMeans } = contradiction;
  const notes = [
    baselineMeans === undefined
      ? ''
      : `the baseline's ${left} already stands for the candidate's ${baselineMeans}`,
    candidateMeans === undefined
      ? ''
      : `the candidate's ${right} already stands for the baseline's ${candidateMeans}`,
  ];
  return { code: 'parity.id-mismatch', note: notes.filter(Boolean).join('; ') };
}
