import { type LeafTest, parseLeafTest } from './leaf-test.ts';
import { createPatternReader, type PatternDialect, type PatternFault, type PatternReader } from './reader.ts';

/**
 * The event patterns of EventBridge
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html).
 *
 * A pattern has the shape of the events that it selects: fields are ANDed, the values listed for a field are ORed, and
 * only leaves are compared. An array in an event stands for its elements: one of them must match, and the fields of a
 * nested pattern must match within the same element, as in AWS's own matcher
 * (https://github.com/aws/event-ruler#and-and-or-relationship-among-fields-with-ruler).
 */
export type EventPattern = (event: unknown) => boolean;

/** `rule`: the whole language. `pipe`: without what the filters of EventBridge Pipes lack. */
export function parseEventPattern(
  source: unknown,
  dialect: PatternDialect,
): { readonly pattern: EventPattern; readonly faults: readonly PatternFault[] } {
  const reader = createPatternReader(dialect);
  const matches = isObject(source)
    ? parseFields(source, '$', reader)
    : reader.report('$', 'is not a JSON object');
  const { faults } = reader;
  return { pattern: matches && faults.length === 0 ? matches : () => false, faults };
}

/** Whether a part of an event fits; it is never an array. */
type Match = (value: unknown) => boolean;

function parseFields(
  source: Readonly<Record<string, unknown>>,
  path: string,
  reader: PatternReader,
): Match | undefined {
  const entries = Object.entries(source);
  if (entries.length === 0) return reader.report(path, 'is empty');
  const matches = entries.flatMap(([name, value]) => parseField(name, value, { path, reader }) ?? []);
  return (value) => matches.every((match) => match(value));
}

function parseField(
  name: string,
  value: unknown,
  { path, reader }: { path: string; reader: PatternReader },
): Match | undefined {
  const own = `${path}.${name}`;
  if (name === '$or' && isAlternatives(value)) {
    const matches = value.flatMap(
      (alternative, index) => parseFields(alternative, `${own}[${index}]`, reader) ?? [],
    );
    return (parent) => matches.some((match) => match(parent));
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return reader.report(own, 'lists no value');
    const tests = value.flatMap((test, index) => parseLeafTest(test, `${own}[${index}]`, reader) ?? []);
    return (parent) => passesOne(tests, findMember(parent, name));
  }
  if (!isObject(value)) return reader.report(own, 'must be an array or an object');
  const match = parseFields(value, own, reader);
  return match && ((parent) => listElements(findMember(parent, name), [undefined]).some(match));
}

/**
 * `$or` is a field like any other unless it lists at least two objects whose keys are no operators
 * (https://github.com/aws/event-ruler#or-matching).
 */
function isAlternatives(value: unknown): value is Readonly<Record<string, unknown>>[] {
  return (
    Array.isArray(value) &&
    value.length > 1 &&
    value.every(
      (item) =>
        isObject(item) &&
        Object.keys(item).length > 0 &&
        !Object.keys(item).some((key) => operators.has(key)),
    )
  );
}

const operators = new Set([
  'anything-but',
  'cidr',
  'equals-ignore-case',
  'exists',
  'numeric',
  'prefix',
  'suffix',
  'wildcard',
]);

/** An object is no leaf: to the tests of a field it is not there. */
function passesOne(tests: readonly LeafTest[], value: unknown): boolean {
  const leaves = listElements(value, []).filter((leaf) => !isObject(leaf));
  return tests.some((test) =>
    test.kind === 'absent' ? leaves.length === 0 : leaves.some((leaf) => test.passes(leaf)),
  );
}

/** The value, or the elements of an array and of the arrays in it; `none` stands for what is missing. */
function listElements(value: unknown, none: readonly unknown[]): readonly unknown[] {
  if (value === undefined) return none;
  if (!Array.isArray(value)) return [value];
  const elements = value.flat(Number.POSITIVE_INFINITY);
  return elements.length === 0 ? none : elements;
}

function findMember(parent: unknown, name: string): unknown {
  return isObject(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
