import { findPlausibleValue } from '../../generate/plausible-value.ts';
import type { Request } from '../../scenario/scenario.ts';
import { presentAs, toLiteral } from '../../scenario/template.ts';
import { NotTaken } from '../recorded-request.ts';
import type { Parameter, Schema } from './api-document.ts';
import { makeUpBody } from './make-up-body.ts';
import { type Extent, makeUpValue } from './make-up-value.ts';
import type { Credential, Operation } from './operation.ts';
import { formatPairs, formatSimple } from './parameter-text.ts';

/** How a request is made up. */
export interface Making {
  readonly extent: Extent;
  readonly seed: number;
  /** The named example to take, where parameters or body have one of that name; of the body, its only one is `''`. */
  readonly example?: string;
  /** A field of the body to leave out. */
  readonly without?: string;
  /** The name of the captured value that a need of that name is met with, if there is one. */
  readonly findCaptured: (need: string) => string | undefined;
}

/** A template of a request to an operation. @throws NotTaken where one of its values, or a body of its type, cannot be made up. */
export function makeUpRequest(operation: Operation, making: Making): Request {
  const { method, path, parameters, body, credential } = operation;
  const wanted = parameters.filter(({ required }) => required || making.extent === 'full');
  const list = (place: Parameter['in']) => wanted.filter((each) => each.in === place);
  const query = list('query').map((each) => toPairs(each, making));
  const cookies = list('cookie').map((each) => toPairs(each, making));
  const content = body && makeUpBody(body, making);
  const headers = {
    ...content?.headers,
    ...Object.fromEntries(list('header').map((each) => [each.name.toLowerCase(), toHeader(each, making)])),
    ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
  };
  return {
    method,
    path: [fillPath(path, list('path'), making), ...(query.length > 0 ? [query.join('&')] : [])].join('?'),
    ...content,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(credential && nameCredential(credential)),
  };
}

/** A parameter that a path has, and nobody describes, is like one of any text. */
function fillPath(path: string, parameters: readonly Parameter[], making: Making): string {
  return path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const captured = making.findCaptured(name);
    if (captured) return `{{${captured}}}`;
    const parameter = parameters.find((each) => each.name === name);
    return parameter ? formatSimple(parameter, pickValue(parameter, making)) : findPlausibleValue(name);
  });
}

function toPairs(parameter: Parameter, making: Making): string {
  const captured = making.findCaptured(parameter.name);
  if (captured) return `${encodeURIComponent(parameter.name)}={{${captured}}}`;
  return formatPairs(parameter, pickValue(parameter, making));
}

function toHeader(parameter: Parameter, making: Making): string {
  const captured = making.findCaptured(parameter.name);
  if (captured) return `{{${captured}}}`;
  return toLiteral(decodeURIComponent(formatSimple(parameter, pickValue(parameter, making))));
}

function pickValue(
  { name, in: place, example, examples, schema, content }: Parameter,
  making: Making,
): unknown {
  const named = making.example === undefined ? undefined : examples[making.example]?.value;
  const stated = named ?? example ?? Object.values(examples)[0]?.value;
  if (stated !== undefined) return stated;
  const [json] = Object.values(content ?? {});
  if (json?.schema) return JSON.stringify(json.example ?? makeUpValue(json.schema, making));
  if (!schema || (place === 'path' && isAnyText(schema))) return findPlausibleValue(name);
  return makeUpValue(schema, making);
}

const isAnyText = (schema: Schema) =>
  schema.type === 'string' &&
  Object.keys(schema).every((key) => ['type', 'description', 'title'].includes(key));

/** https://spec.openapis.org/oas/v3.1.1#security-scheme-object */
function nameCredential({
  key,
  type,
  scheme,
  in: place,
  name = '',
}: Credential): Pick<Request, 'as' | 'present'> {
  if (type === 'http' && /^basic$/i.test(scheme ?? ''))
    return { as: key, present: presentAs({ headers: { authorization: 'Basic {{token}}' } }) };
  if (type !== 'apiKey') return { as: key };
  if (place === 'header')
    return { as: key, present: presentAs({ headers: { [name.toLowerCase()]: '{{token}}' } }) };
  if (place === 'cookie')
    return { as: key, present: presentAs({ headers: { cookie: `${name}={{token}}` } }) };
  throw new NotTaken(`its API key ${key} goes in the query, where no token can be put`);
}
