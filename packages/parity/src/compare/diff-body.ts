import { createHash } from 'node:crypto';
import type { HttpResponse } from '../http/http-message.ts';
import type { Json } from '../report/finding.ts';
import { type Body, decodeBody, findTextKind, parseBodies } from './body.ts';
import { diffAlikeJson } from './diff-alike-json.ts';
import { diffHtml } from './diff-html.ts';
import { diffJson } from './diff-json.ts';
import type { DiffRules } from './diff-rules.ts';
import type { Difference } from './difference.ts';
import { toJson } from './exact-json.ts';

/** Compares two bodies as what they are: JSON, HTML, text or bytes. */
export function diffBody(baseline: HttpResponse, candidate: HttpResponse, rules: DiffRules): Difference[] {
  if (Buffer.compare(baseline.body, candidate.body) === 0) return [];
  const alike = diffAlike(baseline, candidate, rules);
  if (alike) return alike;
  const [left, right] = parseBodies(baseline, candidate);
  if (left.kind === 'json' && right.kind === 'json')
    return diffJson([left.value, right.value], 'body:', rules);
  if (left.kind === 'html' && right.kind === 'html') return diffHtml(left.text, right.text, 'body:');
  if (left.kind === 'bytes' && right.kind === 'bytes') return diffBytes(left.bytes, right.bytes);
  if (left.kind === right.kind) return diffText(left, right);
  return [{ code: 'parity.body-type', where: 'body:', baseline: describe(left), candidate: describe(right) }];
}

function diffAlike(
  baseline: HttpResponse,
  candidate: HttpResponse,
  { correlation, expected }: DiffRules,
): Difference[] | undefined {
  if (findTextKind(baseline) !== 'json' || findTextKind(candidate) !== 'json') return undefined;
  return diffAlikeJson(decodeBody(baseline), decodeBody(candidate), {
    correlation,
    expected: expected?.body === baseline.body ? expected.differences : undefined,
  });
}

function diffText(baseline: Body, candidate: Body): Difference[] {
  if (!('text' in baseline && 'text' in candidate) || baseline.text === candidate.text) return [];
  return [{ code: 'parity.body-value', where: 'body:', baseline: baseline.text, candidate: candidate.text }];
}

function diffBytes(baseline: Uint8Array, candidate: Uint8Array): Difference[] {
  if (Buffer.compare(baseline, candidate) === 0) return [];
  const shared = Math.min(baseline.length, candidate.length);
  let offset = 0;
  while (offset < shared && baseline[offset] === candidate[offset]) offset++;
  return [
    {
      code: 'parity.bytes',
      where: 'body:',
      baseline: toSeal(baseline),
      candidate: toSeal(candidate),
      note: `first different byte at offset ${offset}`,
    },
  ];
}

/** What a body of bytes is recognised by; the ends hold a PNG's signature and size, and its last chunk. */
export interface ByteSeal {
  readonly [key: string]: Json;
  readonly length: number;
  readonly sha256: string;
  readonly head: string;
  readonly tail: string;
}

function toSeal(bytes: Uint8Array): ByteSeal {
  const toHex = (part: Uint8Array) => Buffer.from(part).toString('hex');
  return {
    length: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    head: toHex(bytes.subarray(0, 28)),
    tail: toHex(bytes.subarray(-28)),
  };
}

function describe(body: Body): Json {
  if (body.kind === 'none') return 'no body';
  if (body.kind === 'bytes') return `${body.bytes.length} bytes`;
  return body.kind === 'json' ? toJson(body.value) : body.text;
}
