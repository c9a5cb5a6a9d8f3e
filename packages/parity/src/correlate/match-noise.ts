import type { ByteSeal } from '../compare/diff-body.ts';
import type { Json } from '../report/finding.ts';
import type { FindingCode } from '../report/finding-catalogue.ts';
import type { Contradiction, Correlation } from './correlation.ts';
import { readAlike } from './lexeme.ts';
import { type BytesNoise, isIdPair, type Noise, type NoisyPiece, type TextNoise } from './noise.ts';
import { isBuiltAlike } from './sent-ids.ts';
import { type Clocks, describeFormat, findInstant, isWithinTolerance, isWrittenAlike } from './time.ts';

/** Why a value is not what the noise of its place allows; without a code it is the literal difference that it was. */
export interface Mismatch {
  readonly code?: FindingCode;
  readonly note: string;
}

type NoisyId = Extract<NoisyPiece, { vary: 'id' }>;

/** When both sides played, and what their ids stand for so far. */
export interface Circumstances {
  readonly clocks: Clocks;
  readonly correlation: Correlation;
}

/** Holds the candidate's value against the noise of its place; ids are paired on the way. Undefined when it fits. */
export function findMismatch(
  noise: Noise,
  candidate: Json,
  circumstances: Circumstances,
): Mismatch | undefined {
  switch (noise.kind) {
    case 'order':
      return undefined;
    case 'bytes':
      return findBytesMismatch(noise, candidate as ByteSeal, circumstances.correlation);
    case 'text':
      return findTextMismatch(noise, String(candidate), circumstances);
  }
}

function findTextMismatch(
  { pieces }: TextNoise,
  candidate: string,
  circumstances: Circumstances,
): Mismatch | undefined {
  const texts = readAlike(pieces, candidate);
  if (!texts) return { note: 'ids and times may vary here, but this is built otherwise' };
  for (let index = 0; index < pieces.length; index++) {
    const mismatch = findPieceMismatch(pieces[index] as NoisyPiece, texts[index] as string, circumstances);
    if (mismatch) return mismatch;
  }
  return undefined;
}

function findPieceMismatch(
  piece: NoisyPiece,
  candidate: string,
  circumstances: Circumstances,
): Mismatch | undefined {
  switch (piece.vary) {
    case 'not':
      if (piece.text === candidate) return undefined;
      return { note: `\`${piece.text}\` does not vary on the baseline` };
    case 'time':
      return findTimeMismatch(piece, candidate, circumstances);
    case 'id':
      return findIdMismatch(piece, candidate, circumstances.correlation);
  }
}

function findTimeMismatch(
  { kind, instant: wanted, fresh }: Extract<NoisyPiece, { vary: 'time' }>,
  candidate: string,
  { clocks, correlation }: Circumstances,
): Mismatch | undefined {
  const found = findInstant(kind, candidate);
  if (!found || !isWrittenAlike(wanted, found))
    return { note: `a time may vary here, but the baseline writes it ${describeFormat(wanted)}` };
  if (!isWithinTolerance(wanted, found, clocks))
    return { code: 'parity.time-tolerance', note: `more than ${clocks.toleranceMs} ms apart` };
  const isNew =
    correlation.firstAnsweredMs('baseline', wanted.epochMs, clocks.baseline.answeredMs) ===
    clocks.baseline.answeredMs;
  const firstMs = correlation.firstAnsweredMs('candidate', found.epochMs, clocks.candidate.answeredMs);
  // A clock read for this request cannot show the millisecond of an answer that was complete a millisecond before.
  return fresh && isNew && firstMs <= clocks.candidate.requestedMs - 1
    ? { code: 'parity.time-repeated', note: 'the baseline takes this time while it serves the request' }
    : undefined;
}

function findIdMismatch(id: NoisyId, candidate: string, correlation: Correlation): Mismatch | undefined {
  const { text, prefix, plain } = id;
  const alike = plain ? isBuiltAlike(text, candidate) : text === candidate || isIdPair(id, candidate);
  if (!alike || !candidate.startsWith(prefix))
    return { note: 'an id may vary here, but this does not look like one of its kind' };
  return pairId(id, candidate, correlation);
}

/** A short number stands for one thing here and another there: both runs of the baseline together tell which. */
function pairId(
  { text, second, plain }: NoisyId,
  other: string,
  correlation: Correlation,
): Mismatch | undefined {
  return toMismatch(
    [text, other],
    plain ? correlation.pairOneWay(`${text} ${second}`, other) : correlation.pair(text, other),
  );
}

/** Holds the second run's ids to mean the same as the baseline's, wherever they are; what contradicts that cannot be compared. */
export function pairSecondRun(noise: Noise, correlation: Correlation): Mismatch | undefined {
  if (noise.kind === 'order') return undefined;
  if (noise.kind === 'bytes') return pairBytes(noise, noise.second, correlation);
  for (const piece of noise.pieces) {
    const mismatch = piece.vary === 'id' ? pairId(piece, piece.second, correlation) : undefined;
    if (mismatch) return mismatch;
  }
  return undefined;
}

function findBytesMismatch(
  noise: BytesNoise,
  candidate: ByteSeal,
  correlation: Correlation,
): Mismatch | undefined {
  if (!candidate.head.startsWith(noise.head) || !candidate.tail.endsWith(noise.tail))
    return { note: 'these bytes vary on the baseline, but not how they begin and end' };
  return pairBytes(noise, candidate, correlation);
}

function pairBytes(
  { baseline }: BytesNoise,
  other: ByteSeal,
  correlation: Correlation,
): Mismatch | undefined {
  const pair = [baseline.sha256, other.sha256] as const;
  return toMismatch(pair, correlation.pair(...pair));
}

function toMismatch(
  [left, right]: readonly [string, string],
  contradiction: Contradiction | undefined,
): Mismatch | undefined {
  if (!contradiction) return undefined;
  const { baselineMeans, candidateMeans } = contradiction;
  const note = [
    baselineMeans === undefined
      ? []
      : `the baseline's ${left} already stands for the candidate's ${baselineMeans}`,
    candidateMeans === undefined
      ? []
      : `the candidate's ${right} already stands for the baseline's ${candidateMeans}`,
  ];
  return { code: 'parity.id-mismatch', note: note.flat().join('; ') };
}
