import { toPointerToken } from '../../scenario/json-pointer.ts';
import type { CaptureSource } from '../../scenario/scenario.ts';
import type { Schema } from './api-document.ts';
import type { Operation } from './operation.ts';

// Which operation's answer holds the value that another one needs. Rules, the first that fits: a link object says so; whoever creates
// in the collection that a path parameter follows (`POST /pets` for `/pets/{petId}`) answers with its id; an answer has a field of that
// very name; the collection lists such ids.

/** Where a value comes from. */
export interface Producer {
  readonly operation: Operation;
  readonly source: CaptureSource;
}

/** A value that an operation needs: a parameter, or a field of its body. */
export interface Need {
  readonly name: string;
  readonly consumer: Operation;
}

export function findProducer(operations: readonly Operation[], need: Need): Producer | undefined {
  for (const rule of [byLink, byCollection('POST'), byFieldName, byCollection('GET')]) {
    const producer = rule(operations, need);
    if (producer && producer.operation !== need.consumer) return producer;
  }
  return undefined;
}

function byLink(operations: readonly Operation[], { name, consumer }: Need): Producer | undefined {
  for (const operation of operations) {
    for (const link of operation.links) {
      const expression = link.parameters[name] ?? link.parameters[`path.${name}`];
      const source = typeof expression === 'string' && toSource(expression);
      if (source && leadsTo(link, consumer)) return { operation, source };
    }
  }
  return undefined;
}

function leadsTo(
  { operationId, operationRef }: Operation['links'][number],
  { operationId: id, method, path }: Operation,
): boolean {
  if (operationId !== undefined) return operationId === id;
  return operationRef === `#/paths/${toPointerToken(path)}/${method.toLowerCase()}`;
}

/** Runtime expressions that look at an answer: https://spec.openapis.org/oas/v3.1.1#runtime-expressions */
function toSource(expression: string): CaptureSource | undefined {
  const [, pointer, header] = /^\$response\.(?:body#(\/.*)|header\.(.+))$/s.exec(expression) ?? [];
  if (pointer !== undefined) return `body:${pointer}`;
  return header === undefined ? undefined : `header:${header}`;
}

const byCollection =
  (method: string) =>
  (operations: readonly Operation[], { name, consumer }: Need): Producer | undefined => {
    const operation = operations.find(
      (each) => each.method === method && holds(each.path, { name, consumer }),
    );
    const pointer =
      operation?.answer && (findField(operation.answer, name) ?? findField(operation.answer, 'id'));
    return operation && pointer !== undefined ? { operation, source: `body:${pointer}` } : undefined;
  };

/** `/pets` holds what `/pets/{id}` and any `petId` mean. */
function holds(collection: string, { name, consumer }: Need): boolean {
  if (consumer.path.startsWith(`${collection.replace(/\/$/, '')}/{${name}}`)) return true;
  const singular = collection
    .slice(collection.lastIndexOf('/') + 1)
    .replace(/ies$/, 'y')
    .replace(/s$/, '');
  return singular !== '' && simplify(name) === simplify(`${singular}id`);
}

const simplify = (name: string) => name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();

/** Only for names that can mean one thing. */
function byFieldName(operations: readonly Operation[], { name, consumer }: Need): Producer | undefined {
  if (!/.(id|key|token|slug)$/i.test(name)) return undefined;
  for (const operation of operations) {
    const isOther = operation !== consumer && !operation.path.includes(`{${name}}`);
    const pointer = isOther && operation.answer && findField(operation.answer, name);
    if (pointer) return { operation, source: `body:${pointer}` };
  }
  return undefined;
}

/** The pointer to a field of that name, however it is spelt, the least deep one; of a list, in its first item. */
function findField(schema: Schema, name: string): string | undefined {
  const seen = new Set<Schema>();
  const queue: { schema: Schema; pointer: string }[] = [{ schema, pointer: '' }];
  for (const each of queue) {
    if (seen.has(each.schema)) continue;
    seen.add(each.schema);
    const { properties = {}, items, allOf = [], oneOf = [], anyOf = [] } = each.schema;
    const field = Object.keys(properties).find((key) => simplify(key) === simplify(name));
    if (field !== undefined) return `${each.pointer}/${toPointerToken(field)}`;
    for (const part of [...allOf, ...oneOf, ...anyOf]) queue.push({ schema: part, pointer: each.pointer });
    if (items) queue.push({ schema: items, pointer: `${each.pointer}/0` });
    for (const [key, inner] of Object.entries(properties))
      queue.push({ schema: inner, pointer: `${each.pointer}/${toPointerToken(key)}` });
  }
  return undefined;
}
