import type { Problem } from '../cloud-error.ts';

/** Reads the untyped JSON of one policy document and collects what is wrong with it. */
export interface DocumentReader {
  /** Notes a problem; returns `undefined` so that a parser can return it. */
  report(message: string, nextStep: string): undefined;
  /** The value as an object; anything else is a problem and reads as `{}`. */
  object(value: unknown, name: string): Readonly<Record<string, unknown>>;
  /** Reports the keys that do not belong to an element: IAM refuses them, and to skip one would widen or narrow access. */
  allow(value: Readonly<Record<string, unknown>>, keys: readonly string[]): void;
}

export function createDocumentReader(place: string, problems: Problem[]): DocumentReader {
  const report = (message: string, nextStep: string): undefined => {
    problems.push({ code: 'iam.malformed-policy', message, place, nextStep });
  };
  return {
    report,
    object(value, name) {
      if (isObject(value)) return value;
      report(`${name} is ${JSON.stringify(value)}, not an object.`, 'Write it as a JSON object.');
      return {};
    },
    allow(value, keys) {
      for (const key of Object.keys(value).filter((name) => !keys.includes(name))) {
        report(`the policy element ${key} does not belong here.`, `Remove it; known are ${keys.join(', ')}.`);
      }
    },
  };
}

/** IAM takes one value wherever it takes a list. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
