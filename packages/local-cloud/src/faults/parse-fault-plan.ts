import { type Problem, refuse } from '../cloud-error.ts';
import type { FaultKind, FaultPlan } from './fault.ts';

/**
 * Reads a chaos file: `{"seed": 7, "faults": [{"kind": "throttle-table", "table": "*Bookings*", "probability": 0.1}]}`.
 * Pure. Throws one `CloudError` (`faults.plan`) that lists every member that is unknown, missing or out of range.
 */
export function parseFaultPlan(text: string, place: string): FaultPlan {
  const problems: Problem[] = [];
  const plan = checkPlan(parseJson(text), (at, message, nextStep) =>
    problems.push({ code: 'faults.plan', message: `${at} ${message}`, place, nextStep }),
  );
  refuse(problems);
  return plan;
}

type Report = (at: string, message: string, nextStep: string) => void;
type Members = Readonly<Record<string, Check>>;

/** What a member must be, in words and as a test. */
interface Check {
  readonly expects: string;
  readonly required?: boolean;
  accepts(value: unknown): boolean;
}

const text: Check = { expects: 'a text', accepts: (value) => typeof value === 'string' };
const texts: Check = {
  expects: 'a list of texts',
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};
const count: Check = { expects: 'an integer from 0', accepts: isCount };
const time: Check = { expects: 'milliseconds, an integer from 0', required: true, accepts: isCount };
const oneOf = (...values: readonly string[]): Check => ({
  expects: values.join(', '),
  accepts: (value) => values.some((known) => known === value),
});

const occasion: Members = {
  kind: text,
  probability: {
    expects: 'a number from 0 to 1',
    accepts: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  },
  skip: count,
  limit: count,
};
const table: Members = { ...occasion, table: text, operations: texts };
const delivery: Members = { ...occasion, name: text, channel: oneOf('queue', 'rule', 'pipe', 'mapping') };

const membersOf: Readonly<Record<FaultKind, Members>> = {
  'kill-environment': {
    ...occasion,
    function: text,
    when: { ...oneOf('before', 'during', 'after'), required: true },
    afterCalls: { expects: 'an integer from 1', accepts: (value) => isCount(value) && value !== 0 },
  },
  'throttle-table': table,
  'slow-table': { ...table, delayMs: time },
  'crash-database': table,
  'refuse-api': {
    ...occasion,
    api: text,
    status: {
      expects: 'an integer from 500 to 599',
      accepts: (value) => isCount(value) && Number(value) >= 500 && Number(value) <= 599,
    },
  },
  'delay-api': { ...occasion, api: text, delayMs: time },
  'duplicate-delivery': delivery,
  'delay-delivery': { ...delivery, delayMs: time },
  'reorder-delivery': { ...delivery, withinMs: time },
};

function checkPlan(value: unknown, report: Report): FaultPlan {
  const plan = toObject(value);
  if (!plan) report('The file', 'is no JSON object.', 'Write {"seed": 1, "faults": []}.');
  const { seed, faults, ...others } = plan ?? { seed: 0, faults: [] };
  if (!isCount(seed)) report('seed', `is ${JSON.stringify(seed)}.`, 'Write an integer from 0.');
  if (!Array.isArray(faults)) report('faults', 'is no list.', 'Write a list of faults.');
  for (const name of Object.keys(others)) report(name, 'is unknown.', 'Known are seed and faults.');
  const list: unknown[] = Array.isArray(faults) ? faults : [];
  for (const [index, fault] of list.entries()) checkFault(fault, `faults[${index}]`, report);
  return { seed, faults } as FaultPlan;
}

function checkFault(value: unknown, at: string, report: Report): void {
  const fault = toObject(value) ?? {};
  const kind = String(fault.kind);
  const members = (membersOf as Readonly<Record<string, Members>>)[kind];
  if (!members || !Object.hasOwn(membersOf, kind)) {
    report(
      `${at}.kind`,
      `is ${JSON.stringify(fault.kind)}.`,
      `Write one of ${Object.keys(membersOf).join(', ')}.`,
    );
    return;
  }
  for (const [name, { expects, required, accepts }] of Object.entries(members)) {
    const given = fault[name];
    if (given === undefined ? !required : accepts(given)) continue;
    report(
      `${at}.${name}`,
      given === undefined ? 'is missing.' : `is ${JSON.stringify(given)}.`,
      `Write ${expects}.`,
    );
  }
  for (const name of Object.keys(fault).filter((member) => !Object.hasOwn(members, member)))
    report(`${at}.${name}`, `is unknown to ${kind}.`, `Known are ${Object.keys(members).join(', ')}.`);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function toObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
