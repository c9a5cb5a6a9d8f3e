/**
 * The part of JSON Path that EventBridge knows: `$`, names after dots, indexes in brackets or after dots, and `*`
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html).
 */
export type JsonPath = readonly string[];

/** `$.detail.items[0].name-of_it`; `undefined` for anything else. */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!/^\$(?:\.[\w/*-]+|\[(?:\d+|\*)\])*$/u.test(text)) return undefined;
  return text.slice(1).match(/[\w/*-]+/gu) ?? [];
}

/** What the path leads to; of `*` the list of all that is found; `undefined` when there is nothing. */
export function findAtPath(value: unknown, path: JsonPath): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (step === '*') {
    const found = Object.values(value).map((member: unknown) => findAtPath(member, rest));
    return found.filter((member) => member !== undefined);
  }
  if (!Object.hasOwn(value, step)) return undefined;
  return findAtPath((value as Readonly<Record<string, unknown>>)[step], rest);
}
