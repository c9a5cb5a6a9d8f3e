import type { Request } from '../../scenario/scenario.ts';
import { toLiteral } from '../../scenario/template.ts';
import { toByteString, toBytes } from '../byte-string.ts';
import { formatMultipart } from '../multipart.ts';
import { NotTaken } from '../recorded-request.ts';
import type { Schema } from './api-document.ts';
import type { Making } from './make-up-request.ts';
import { makeUpValue } from './make-up-value.ts';
import { isJson, type RequestBody } from './operation.ts';

type Body = Pick<Request, 'headers' | 'json' | 'form' | 'rawBody'>;

/** The body of a request, of the first media type, with captured values in the fields that need them. */
export function makeUpBody(body: RequestBody, making: Making): Body {
  const value = pickValue(body, making);
  const fields = isRecord(value) ? fillIn(withoutField(value, making.without), making) : undefined;
  const typed = { 'content-type': body.contentType };
  if (isJson(body.contentType))
    return {
      json: fields ?? toLiteral(value),
      ...(body.contentType !== 'application/json' && { headers: typed }),
    };
  if (fields && /^application\/x-www-form-urlencoded\b/i.test(body.contentType))
    return { form: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, toText(field)])) };
  if (fields && /^multipart\/form-data\b/i.test(body.contentType)) return toForm(fields, body.schema);
  if (typeof value === 'string') return { rawBody: toLiteral(value), headers: typed };
  throw new NotTaken(`no body of type ${body.contentType} can be made up: give it an example`);
}

function pickValue({ schema = {}, example, examples }: RequestBody, making: Making): unknown {
  if (making.example === '' && example !== undefined) return example;
  const named = making.example === undefined ? undefined : examples[making.example]?.value;
  return named ?? makeUpValue(schema, making);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutField = (value: Record<string, unknown>, without: string | undefined) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== without));

function fillIn(value: Record<string, unknown>, { findCaptured }: Making): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const captured = typeof field === 'object' ? undefined : findCaptured(name);
      if (captured === undefined) return [name, toLiteral(field)];
      return [name, typeof field === 'number' ? `{{${captured}:number}}` : `{{${captured}}}`];
    }),
  );
}

const toText = (field: unknown) => (typeof field === 'object' ? JSON.stringify(field) : String(field));

function toForm(fields: Readonly<Record<string, unknown>>, schema: Schema | undefined): Body {
  const parts = Object.entries(fields).map(([name, field]) => {
    const isFile = schema?.properties?.[name]?.format === 'binary';
    const file = isFile ? { filename: name, type: 'application/octet-stream' } : {};
    return { name, content: toByteString(toText(field)), ...file };
  });
  const { contentType, bytes } = formatMultipart(parts);
  return { rawBody: Buffer.from(toBytes(bytes)).toString(), headers: { 'content-type': contentType } };
}
