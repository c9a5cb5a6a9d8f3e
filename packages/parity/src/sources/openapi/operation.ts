import * as v from 'valibot';
import type { Untaken } from '../recorded-request.ts';
import {
  type ApiDocument,
  type Link,
  type Media,
  type OperationObject,
  operationObject,
  type Parameter,
  type Schema,
  type SecurityScheme,
} from './api-document.ts';

/** One method of one path, with all that a request to it is made of. */
export interface Operation {
  /** `GET /pets/{petId}` */
  readonly id: string;
  readonly operationId: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  /** Of the answer to a request that succeeds, where it is JSON. */
  readonly answer: Schema | undefined;
  readonly links: readonly Link[];
  /** What it asks for: a target gives a token of that name. */
  readonly credential: Credential | undefined;
}

export interface RequestBody extends Media {
  readonly contentType: string;
}

export interface Credential extends SecurityScheme {
  /** As the document calls it. */
  readonly key: string;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation of a document, in its order; those that it describes wrongly are left out, with the place. */
export function* listOperations(document: ApiDocument, file: string): Generator<Operation | Untaken> {
  for (const [path, item] of Object.entries(document.paths)) {
    const { parameters: shared = [] } = item;
    for (const method of methods.filter((each) => each in item)) {
      const id = `${method.toUpperCase()} ${path}`;
      const stated = item[method] as { parameters?: unknown[] } | null;
      const parameters = [shared, stated?.parameters ?? []].flat();
      const parsed = v.safeParse(operationObject, stated && { ...stated, parameters });
      if (parsed.success) {
        yield toOperation({ id, method: method.toUpperCase(), path }, parsed.output, document);
        continue;
      }
      const [issue] = parsed.issues;
      yield { place: `${file} ${id}`, reason: `${v.getDotPath(issue) ?? 'it'}: ${issue.message}` };
    }
  }
}

function toOperation(
  key: Pick<Operation, 'id' | 'method' | 'path'>,
  { operationId, parameters, requestBody, responses, security }: OperationObject,
  document: ApiDocument,
): Operation {
  const success = Object.entries(responses).find(([status]) => /^2/.test(status))?.[1];
  return {
    ...key,
    operationId,
    // Those of the operation come last, and win.
    parameters: [
      ...new Map(parameters.filter(counts).map((each) => [`${each.in} ${each.name}`, each])).values(),
    ],
    body: requestBody && findBody(requestBody.content),
    answer: Object.entries(success?.content ?? {}).find(([type]) => isJson(type))?.[1].schema,
    links: Object.values(success?.links ?? {}),
    credential: findCredential(security ?? document.security, document),
  };
}

/** Other parts of a document describe these headers. */
const counts = ({ in: place, name }: Parameter) =>
  place !== 'header' || !/^(accept|authorization|content-type)$/i.test(name);

export const isJson = (contentType: string): boolean => /^[^;]*[/+]json\b/i.test(contentType);

/** JSON where there is a choice. */
function findBody(content: Readonly<Record<string, Media>>): RequestBody | undefined {
  const all = Object.entries(content).map(([contentType, media]) => ({ contentType, ...media }));
  return all.find(({ contentType }) => isJson(contentType)) ?? all[0];
}

/** The first that suffices alone; none where it is optional. */
function findCredential(
  security: NonNullable<OperationObject['security']>,
  { components }: ApiDocument,
): Credential | undefined {
  const alternatives = security.map((each) => Object.keys(each));
  if (alternatives.some((keys) => keys.length === 0)) return undefined;
  const key = alternatives.find((keys) => keys.length === 1)?.[0];
  const scheme = key === undefined ? undefined : components.securitySchemes?.[key];
  return key === undefined || scheme === undefined ? undefined : { key, ...scheme };
}

/** The names of examples, of the body and of parameters; `''` for a body's only one. */
export function listExamples({ body, parameters }: Operation): string[] {
  const named = [...(body ? [body] : []), ...parameters].flatMap(({ examples }) => Object.keys(examples));
  return [...new Set([...(body?.example === undefined ? [] : ['']), ...named])];
}

/** Fields that a body must have, and that are not only for answers. */
export function listRequiredFields({ body }: Operation): string[] {
  const parts = body?.schema ? [body.schema, ...(body.schema.allOf ?? [])] : [];
  const isReadOnly = (name: string) => parts.some(({ properties }) => properties?.[name]?.readOnly);
  return [...new Set(parts.flatMap(({ required = [] }) => required))].filter((name) => !isReadOnly(name));
}
