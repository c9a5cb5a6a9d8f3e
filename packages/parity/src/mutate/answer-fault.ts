import { isDeepStrictEqual } from 'node:util';
import type { Random } from '../generate/random.ts';
import { findHeader, type HttpRequest, type HttpResponse } from '../http/http-message.ts';
import type { Json } from '../report/finding.ts';
import type { NoiseKind } from '../report/parity-report.ts';
import { changeType, changeValue } from './change-value.ts';
import { changeAt, isList, isRecord, listPlaces, renameAt } from './json-place.ts';
import type { Mutant } from './mutant.ts';

/** Changes answers; one that it leaves alone is returned as it is. Remembers what it has answered, so it serves one play. */
export type AnswerFault = (request: HttpRequest, response: HttpResponse) => HttpResponse;

interface Deps {
  /** How the place varies by itself. */
  readonly kinds: readonly NoiseKind[];
  readonly random: Random;
}

/** Creates the fault that a mutant has in its answers; none for one in its writes. */
export function createAnswerFault({ kind, where = '' }: Mutant, { kinds, random }: Deps): AnswerFault {
  const at = where.replace(/^(body|header):/, '');
  const editing =
    (edit: (document: Json) => Json): AnswerFault =>
    (_, response) =>
      editJson(response, edit);
  switch (kind) {
    case 'status':
      return (_, response) => ({ ...response, status: response.status < 400 ? 500 : 200 });
    case 'field-dropped':
      return editing((document) => renameAt(document, at, undefined));
    case 'field-renamed':
      return editing((document) => renameAt(document, at, `${at.replace(/^.*\//, '')}2`));
    case 'field-added':
      return editing((document) => changeAt(document, at, addField));
    case 'type-changed':
      return editing((document) => changeAt(document, at, changeType));
    case 'value-changed':
      return editing((document) => changeAt(document, at, (value) => changeValue(value, kinds, random)));
    case 'list-reversed':
      return editing((document) =>
        changeAt(document, at, (list) => (isList(list) ? [...list].reverse() : list)),
      );
    case 'body-cut':
      return (_, response) => ({ ...response, body: response.body.subarray(0, response.body.length / 2) });
    case 'header-dropped':
      return (_, response) => editHeader(response, at, () => []);
    case 'header-changed':
      return (_, response) =>
        editHeader(response, at, (value) => [String(changeValue(value, kinds, random))]);
    case 'id-swapped':
      return editing((document) => swapAt(document, at));
    case 'id-reused':
      return reuseAt(at);
    case 'stale-answer':
      return answerStale();
    case 'write-lost':
    case 'write-doubled':
      return (_, response) => response;
  }
}

/** The JSON of an answer; none where it is encoded, or is no JSON. */
export function findJson({ headers, body }: HttpResponse): Json | undefined {
  const isJson = /[/+]json\b/i.test(findHeader(headers, 'content-type') ?? '');
  if (!isJson || findHeader(headers, 'content-encoding') !== undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Json;
  } catch {
    return undefined;
  }
}

function editJson(response: HttpResponse, edit: (document: Json) => Json): HttpResponse {
  const document = findJson(response);
  if (document === undefined) return response;
  const edited = edit(document);
  if (isDeepStrictEqual(document, edited)) return response;
  return { ...response, body: new TextEncoder().encode(JSON.stringify(edited)) };
}

function addField(value: Json): Json {
  return isRecord(value) ? { ...value, mutant: true } : value;
}

function editHeader(response: HttpResponse, wanted: string, edit: (value: string) => string[]): HttpResponse {
  if (findHeader(response.headers, wanted) === undefined) return response;
  const headers = response.headers.flatMap(([name, value]) =>
    name === wanted ? edit(value).map((edited) => [name, edited] as const) : [[name, value] as const],
  );
  return { ...response, headers };
}

/** Each element gets the value of the one before it. */
function swapAt(document: Json, place: string): Json {
  const values = listPlaces(document).flatMap(({ at, value }) => (at === place ? [value] : []));
  let last = values.at(-1) ?? null;
  return changeAt(document, place, (value) => {
    const before = last;
    last = value;
    return before;
  });
}

function reuseAt(place: string): AnswerFault {
  let first: Json | undefined;
  return (_, response) =>
    editJson(response, (document) =>
      changeAt(document, place, (value) => {
        first ??= value;
        return first;
      }),
    );
}

function answerStale(): AnswerFault {
  const answers = new Map<string, HttpResponse>();
  return ({ method, path, headers }, response) => {
    const asked = JSON.stringify([method, path, findHeader(headers, 'authorization')]);
    const before = answers.get(asked);
    answers.set(asked, response);
    return before ?? response;
  };
}
