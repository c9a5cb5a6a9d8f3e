import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFunctionAnswer } from '../../../src/services/api-gateway/response.ts';

const text = 'text/plain; charset=utf-8';
const json = 'application/json';

describe('an answer without statusCode is the body', () => {
  it.each([
    ['"hello"', 'hello'],
    ['{"body":"x"}', '{"body":"x"}'],
    ['[1,2]', '[1,2]'],
    ['7', '7'],
    ['true', 'true'],
    ['null', 'null'],
    ['not json', 'not json'],
  ])('%s', (payload, body) => {
    const response = parseFunctionAnswer(Buffer.from(payload));
    expect({ ...response, body: response?.body.toString() }).toEqual({
      status: 200,
      headers: { 'content-type': json },
      cookies: [],
      body,
    });
  });
});

describe('an answer with statusCode is the response', () => {
  it.each([
    [{ statusCode: 204 }, { headers: { 'content-type': text } }],
    [{ statusCode: 200, body: null, headers: null, cookies: null }, { headers: { 'content-type': text } }],
    [{ statusCode: 200, headers: { 'Content-Type': 'a/b' } }, { headers: { 'content-type': 'a/b' } }],
    [
      { statusCode: 200, headers: { X: 1, Y: true, Z: null } },
      { headers: { 'content-type': text, x: '1', y: 'true' } },
    ],
    [{ statusCode: 200, headers: { Connection: 'close', Date: 'x' } }, { headers: { 'content-type': text } }],
    [{ statusCode: 200, cookies: ['a=1', 'b=2'] }, { cookies: ['a=1', 'b=2'] }],
    [{ statusCode: 200, multiValueHeaders: { a: ['b'] } }, { headers: { 'content-type': text } }],
  ])('%j', (answer, expected) => expect(parse(answer)).toMatchObject(expected));

  it('base64 is decoded', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const body = Buffer.from(bytes).toString('base64');
        const response = parse({ statusCode: 200, body, isBase64Encoded: true });
        expect(response?.body).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

it.each([
  { statusCode: 0 },
  { statusCode: 200.5 },
  { statusCode: '200' },
  { statusCode: 1000 },
  { statusCode: 200, headers: { a: ['b'] } },
  { statusCode: 200, headers: [] },
  { statusCode: 200, headers: { 'a b': 'c' } },
  { statusCode: 200, headers: { a: 'b\r\nc: d' } },
  { statusCode: 200, cookies: 'a=1' },
  { statusCode: 200, cookies: ['a=1\r\nb: 2'] },
  { statusCode: 200, body: { a: 1 } },
])('%j is refused', (answer) => expect(parse(answer)).toBeUndefined());

function parse(answer: object) {
  return parseFunctionAnswer(Buffer.from(JSON.stringify(answer)));
}
