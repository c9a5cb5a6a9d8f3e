import type { Request } from '../scenario/scenario.ts';
import { listUses } from '../scenario/template.ts';

/** Of longer lists the first are enough: there is one for each value of each field. */
const mostVariations = 50;

/**
 * A request as it is, and others like it that differ in one field of their JSON: as another request to the same route has it, or one
 * more or less of what it is.
 */
export function listVariations(template: Request, others: readonly Request[]): readonly Request[] {
  const { json } = template;
  if (!isObject(json)) return [template];
  const variations = Object.entries(json).flatMap(([key, value]) =>
    [...others.flatMap((other) => findField(other, key)), ...listNeighbours(value)].map((changed) => ({
      ...template,
      json: { ...json, [key]: changed },
    })),
  );
  const distinct = new Map([template, ...variations].map((each) => [JSON.stringify(each.json), each]));
  return [...distinct.values()].slice(0, mostVariations);
}

/** A value that stands for itself, whatever its scenario was given. */
function findField({ json }: Request, key: string): unknown[] {
  return isObject(json) && Object.hasOwn(json, key) && listUses(json[key]).length === 0 ? [json[key]] : [];
}

function listNeighbours(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1];
  if (!Array.isArray(value) || value.length === 0) return [];
  return [[...value, value.at(-1)], value.slice(0, -1)];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
