import { findHeader, type HttpRequest, type HttpResponse, type Send } from '../http/http-message.ts';
import type { Json } from '../report/finding.ts';

/**
 * Sends requests at the same time, and gives their outcomes as one answer: a list in no order, because chance says who comes first. A
 * refusal is there in full; of a success only what does not depend on whose it is: its status, media type, and the shape of its JSON.
 */
export async function race(requests: readonly HttpRequest[], send: Send): Promise<HttpResponse> {
  const outcomes = (await Promise.all(requests.map(send))).map(toOutcome);
  return {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: new TextEncoder().encode(JSON.stringify(outcomes)),
  };
}

function toOutcome({ status, headers, body }: HttpResponse): Json {
  const type = findHeader(headers, 'content-type') ?? null;
  const text = new TextDecoder().decode(body);
  return { status, type, body: status < 400 ? toShape(parse(text)) : parse(text) };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The names of types in place of values: `{"id": "string", "seats": "number"}`. */
function toShape(value: Json): Json {
  if (Array.isArray(value)) return value.map(toShape);
  if (typeof value !== 'object' || value === null) return value === null ? value : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toShape(field)]));
}
