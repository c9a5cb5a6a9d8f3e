import { describe, expect, it } from 'vitest';
import { jsonBody } from '../../src/http/json-body.ts';
import { createEvent } from '../http-event.ts';

const json = 'application/json';
const read = (contentType: string, body: string, more: Record<string, string> = {}) =>
  jsonBody(createEvent({ headers: { 'content-type': contentType, ...more }, body }));

describe('jsonBody', () => {
  it.each([
    [json, '{"a":1}', { a: 1 }],
    [json, ' [1]\n', [1]],
    [json, '', {}],
    ['Application/JSON; charset="UTF-8"', '{"a":"ü🎉"}', { a: 'ü🎉' }],
    [`${json};version=1`, '{}', {}],
    [json, '\ufeff{}', {}],
    [json, `{"a":"${'x'.repeat(102_392)}"}`, { a: 'x'.repeat(102_392) }],
  ])('reads %s %.20s', (contentType, body, expected) => {
    expect(read(contentType, body)).toEqual(expected);
  });

  it('reads what the gateway sends as base64', () => {
    const body = Buffer.from('{"a":1}').toString('base64');
    expect(jsonBody(createEvent({ headers: { 'content-type': json }, body, isBase64Encoded: true }))).toEqual(
      { a: 1 },
    );
  });

  it.each([
    ['request.unsupported-media-type', 'text/plain', '{}', {}],
    ['request.unsupported-media-type', 'application/x-www-form-urlencoded', 'a=1', {}],
    ['request.unsupported-media-type', `${json}; charset=latin1`, '{}', {}],
    ['request.unsupported-media-type', json, '{}', { 'content-encoding': 'gzip' }],
    ['request.unsupported-media-type', 'text/plain', 'x'.repeat(102_401), {}],
    ['request.body-too-large', json, `{"a":"${'x'.repeat(102_393)}"}`, {}],
    ['request.body-too-large', json, 'ü'.repeat(51_201), {}],
    ['request.malformed-json', json, '{"a":', {}],
    ['request.malformed-json', json, ' ', {}],
    ['request.malformed-json', json, '"text"', {}],
    ['request.malformed-json', json, 'null', {}],
  ])('refuses: %s (%s)', (code, contentType, body, more) => {
    expect(() => read(contentType, body, more)).toThrow(code);
  });

  it('refuses a body of unsaid type', () => {
    expect(() => jsonBody(createEvent({ body: '{}' }))).toThrow('request.unsupported-media-type');
  });
});
