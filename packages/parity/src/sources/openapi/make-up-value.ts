import { generateSync, type JsonSchema } from 'json-schema-faker';
import { NotTaken } from '../recorded-request.ts';
import type { Schema } from './api-document.ts';

/** How much is made up: everything that there can be, or only what there must be. */
export type Extent = 'full' | 'required';

/** A value that a schema allows, the same each time; its example where it has one. @throws NotTaken where none can be made. */
export function makeUpValue(schema: Schema, { extent, seed }: { extent: Extent; seed: number }): unknown {
  const optional = extent === 'full' ? { alwaysFakeOptionals: true } : { optionalsProbability: 0 };
  try {
    return generateSync(toFiniteSchema(schema, []), { seed, maxDefaultItems: 2, ...optional });
  } catch (cause) {
    throw new NotTaken(`no value can be made up for it: ${(cause as Error).message}`, { cause });
  }
}

const kept = new Set([
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['uniqueItems', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
]);

/** Levels of a schema that optional fields are taken of: below, a document of many schemas would grow without end. */
const optionalLevels = 4;

/** JSON Schema of any version of OpenAPI, without what only answers have, and without cycles: those end where they may. */
function toFiniteSchema(schema: Schema, above: readonly Schema[]): JsonSchema {
  const stated = schema.example ?? schema.examples?.[0] ?? schema.default;
  if (stated !== undefined) return { const: stated };
  const path = [...above, schema];
  const { items, required = [], properties = {} } = schema;
  const belongs = ([name, field]: [string, Schema]) =>
    !field.readOnly && !path.includes(field) && (required.includes(name) || path.length <= optionalLevels);
  const fields = Object.entries(properties).filter(belongs);
  const names = fields.map(([name]) => name);
  const parts = [...(schema.allOf ?? []), ...chooseOne(schema, path)].filter((part) => !path.includes(part));
  return {
    ...Object.fromEntries(listKeywords(schema)),
    ...limitLength(schema),
    required: required.filter((name) => names.includes(name) || !Object.hasOwn(properties, name)),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, toFiniteSchema(field, path)])),
    ...(items && (path.includes(items) ? { maxItems: 0 } : { items: toFiniteSchema(items, path) })),
    ...(parts.length > 0 && { allOf: parts.map((part) => toFiniteSchema(part, path)) }),
  };
}

/** Of alternatives, the first that ends. */
function chooseOne({ oneOf, anyOf }: Schema, path: readonly Schema[]): Schema[] {
  return (oneOf ?? anyOf ?? []).filter((each) => each.type !== 'null' && !path.includes(each)).slice(0, 1);
}

/** The keywords that JSON Schema has, too. OpenAPI 3.0 says by a boolean that the bound beside it is exclusive. */
const listKeywords = (schema: Schema) =>
  Object.entries(schema).filter(
    ([key, value]) => kept.has(key) && !(key.startsWith('exclusive') && typeof value === 'boolean'),
  );

/** What is allowed to be long need not be; what must be, is so within reason. */
function limitLength(schema: Schema) {
  const limit = (least: string, most: string, usual: number) => {
    const minimum = Math.min(Number(schema[least] ?? 0), 1000);
    return {
      ...(least in schema && { [least]: minimum }),
      ...(most in schema && { [most]: Math.min(Number(schema[most]), Math.max(minimum, usual)) }),
    };
  };
  return { ...limit('minItems', 'maxItems', 2), ...limit('minLength', 'maxLength', 64) };
}
