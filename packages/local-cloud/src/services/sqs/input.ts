import type { JsonObject } from '../../aws-endpoint/json.ts';
import { invalidValue, SqsError } from './errors.ts';

/** Readers of an operation's parameters, which throw what SQS answers. Numbers may be text: the query protocol has no others. */
export function readString(input: JsonObject, name: string): string {
  const value = findString(input, name);
  if (value !== undefined) return value;
  throw new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
}

export function findString(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new SqsError('MalformedInput', `The parameter ${name} is no text.`);
}

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

export function findInteger(input: JsonObject, name: string, { min, max }: IntegerRange): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (Number.isInteger(number) && (number as number) >= min && (number as number) <= max) {
    return number as number;
  }
  throw invalidValue(name, value, `Must be between ${min} and ${max}, if provided.`);
}

export function listStrings(input: JsonObject, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}
