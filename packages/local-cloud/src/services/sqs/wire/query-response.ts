import { randomUUID } from 'node:crypto';
import type { WireAnswer } from '../../../aws-endpoint/handler.ts';
import { type JsonObject, toObject } from '../../../aws-endpoint/json.ts';
import { errorShapes, type SqsErrorCode } from '../errors.ts';

const namespace = 'http://queue.amazonaws.com/doc/2012-11-05/';

/** What the members of a list are called; entries of a batch are called after the operation. */
const members: Readonly<Record<string, string>> = {
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
  queueUrls: 'QueueUrl',
  Failed: 'BatchResultErrorEntry',
  Results: 'ListMessageMoveTasksResultEntry',
};
const maps: Readonly<Record<string, string>> = {
  Attributes: 'Attribute',
  MessageAttributes: 'MessageAttribute',
};

/** An output as XML (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#response-serialization). */
export function formatQueryAnswer(operation: string, output: JsonObject): WireAnswer {
  const id = randomUUID();
  const result = formatMembers(output, operation);
  const metadata = `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata>`;
  const content = `${element(`${operation}Result`, result)}${metadata}`;
  return createAnswer({ status: 200, name: `${operation}Response`, content, id });
}

export function formatQueryError(code: SqsErrorCode, message: string): WireAnswer {
  const { queryCode, status } = errorShapes[code];
  const id = randomUUID();
  const type = status < 500 ? 'Sender' : 'Receiver';
  const fault = `${element('Type', type)}${element('Code', queryCode)}${element('Message', escapeText(message))}<Detail/>`;
  const content = `${element('Error', fault)}${element('RequestId', id)}`;
  return createAnswer({ status, name: 'ErrorResponse', content, id });
}

interface Document {
  readonly status: number;
  readonly name: string;
  readonly content: string;
  readonly id: string;
}

function createAnswer({ status, name, content, id }: Document): WireAnswer {
  const text = `<?xml version="1.0"?><${name} xmlns="${namespace}">${content}</${name}>`;
  const body = Buffer.from(text);
  const headers = {
    'content-type': 'text/xml',
    'content-length': String(body.length),
    'x-amzn-requestid': id,
  };
  return { status, headers, body };
}

function formatMembers(value: JsonObject, operation: string): string {
  return Object.entries(value)
    .map(([name, member]) => formatMember(name, member, operation))
    .join('');
}

function formatMember(name: string, value: unknown, operation: string): string {
  if (Array.isArray(value)) {
    const member = name === 'Successful' ? `${operation}ResultEntry` : (members[name] ?? name);
    return value.map((item) => element(member, formatValue(item, operation))).join('');
  }
  const map = maps[name];
  if (map === undefined) return element(name, formatValue(value, operation));
  return Object.entries(toObject(value))
    .map(([key, entry]) =>
      element(map, `${element('Name', escapeText(key))}${element('Value', formatValue(entry, operation))}`),
    )
    .join('');
}

function formatValue(value: unknown, operation: string): string {
  if (typeof value === 'object' && value !== null) return formatMembers(value as JsonObject, operation);
  return escapeText(String(value));
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** A carriage return would be read as a line feed. */
function escapeText(text: string): string {
  return text.replace(/[&<>"\r]/gu, (character) => `&#${character.codePointAt(0)};`);
}
