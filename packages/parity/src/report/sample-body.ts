import { type Body, parseBodies } from '../compare/body.ts';
import { toJson } from '../compare/exact-json.ts';
import type { HttpMessage } from '../http/http-message.ts';
import type { Scrubber } from '../http/secrets.ts';
import { findAtPointer } from '../scenario/json-pointer.ts';
import type { Json } from './finding.ts';

/** A body, or as much of it as shows what differs. */
export interface SampleBody {
  readonly kind: Body['kind'];
  /** As sent. */
  readonly bytes: number;
  /** JSON without white space, or the text; of other bytes, nothing. */
  readonly text: string;
  /** The text is only this part of a long JSON body, as a JSON pointer. */
  readonly at?: string;
  /** The text is only a part of a long body, from this character on. */
  readonly from?: number;
}

interface Options {
  /** What the sample must show: `body:/items/57/price`. */
  readonly place: string;
  readonly scrubber: Scrubber;
}

/** The most characters of a body that a sample shows. */
const longestBody = 4096;

/** The same part of both bodies: all where that is short, else the largest short part around a place. */
export function sampleBodies(
  [baseline, candidate]: readonly [HttpMessage, HttpMessage],
  options: Options,
): [SampleBody, SampleBody] {
  const [left, right] = parseBodies(baseline, candidate);
  const parts =
    left.kind === 'json' && right.kind === 'json'
      ? samplePart([toJson(left.value), toJson(right.value)], options)
      : sampleText([left, right], options);
  const [one, other] = parts.texts;
  return [
    { kind: left.kind, bytes: baseline.body.length, text: one.slice(0, longestBody), ...parts.cut },
    { kind: right.kind, bytes: candidate.body.length, text: other.slice(0, longestBody), ...parts.cut },
  ];
}

interface Parts {
  readonly texts: readonly [string, string];
  readonly cut: Pick<SampleBody, 'at' | 'from'>;
}

/** From the whole document down to the place itself, the first part that is short on both sides. */
function samplePart(documents: readonly [Json, Json], { place, scrubber }: Options): Parts {
  const [left, right] = documents.map(scrubber.json) as [Json, Json];
  const tokens = place.startsWith('body:/') ? place.split('/').slice(1) : [];
  const depths = [...tokens.keys(), tokens.length];
  const parts = depths.map((depth) => ['', ...tokens.slice(0, depth)].join('/'));
  const toTexts = (at: string) => [toText(left, at), toText(right, at)] as const;
  const isShort = (at: string) => toTexts(at).every(({ length }) => length <= longestBody);
  const at = parts.find(isShort) ?? place.slice('body:'.length);
  return { texts: toTexts(at), cut: at === '' ? {} : { at } };
}

function toText(document: Json, at: string): string {
  const part = findAtPointer(document, at);
  return part === undefined ? '' : JSON.stringify(part);
}

/** From a little before the first difference, where not all can be shown. */
function sampleText(bodies: readonly [Body, Body], { scrubber }: Options): Parts {
  const texts = bodies.map((body) => scrubber.text(toPlainText(body))) as [string, string];
  const [left, right] = texts;
  if (Math.max(left.length, right.length) <= longestBody) return { texts, cut: {} };
  let same = 0;
  while (same < left.length && left[same] === right[same]) same++;
  const from = Math.max(0, same - longestBody / 4);
  return { texts: [left.slice(from), right.slice(from)], cut: from === 0 ? {} : { from } };
}

function toPlainText(body: Body): string {
  if (body.kind === 'json') return JSON.stringify(toJson(body.value));
  return 'text' in body ? body.text : '';
}
