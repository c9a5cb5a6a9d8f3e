import { UsageError } from '../errors.ts';
import { type FindingCode, findingCatalogue } from './finding-catalogue.ts';

/** A divergence that is accepted: the findings which it matches are only counted. */
export interface AcceptedDivergence {
  readonly code: FindingCode;
  /** Route key as in `routes`. */
  readonly route: string;
  /** Patterns, in which `*` stands for any text. Left out, any place, scenario and step match. */
  readonly place?: string;
  readonly scenario?: string;
  readonly step?: string;
  /** Why it cannot be removed, and where that is written: a page, an issue. */
  readonly reason: string;
  readonly link: string;
  /** The last day, `2027-06-30` in UTC, on which nobody needs to look at it again. */
  readonly expires: string;
}

interface Field {
  readonly isValid: (value: unknown) => boolean;
  /** What to do where it is not. */
  readonly advice: string;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isTextOrAbsent = (value: unknown) => value === undefined || isText(value);
const pattern: Field = { isValid: isTextOrAbsent, advice: 'Write a text, in which `*` stands for any.' };

const fields: Readonly<Record<keyof AcceptedDivergence, Field>> = {
  code: {
    isValid: (value) => isText(value) && Object.hasOwn(findingCatalogue, value as string),
    advice: `The codes are ${Object.keys(findingCatalogue).join(', ')}.`,
  },
  route: {
    isValid: isText,
    advice: 'Write a route key as the report has it, like GET /api/bookings/{bookingId}.',
  },
  place: pattern,
  scenario: pattern,
  step: pattern,
  reason: { isValid: isText, advice: 'State why the difference stays.' },
  link: { isValid: isText, advice: 'Name the page or the issue where that is written.' },
  expires: { isValid: isDay, advice: 'Write the last day on which it holds, like 2027-06-30.' },
};

/**
 * Checks what somebody wrote as an accepted divergence; `toPlace` says where the entry, or a field of it, stands.
 *
 * @throws UsageError `accepted.entry` for a field that is missing, unknown or not what it must be.
 */
export function parseAcceptedDivergence(
  entry: unknown,
  toPlace: (field?: string) => string,
): AcceptedDivergence {
  if (typeof entry !== 'object' || entry === null)
    throw new UsageError(
      'accepted.entry',
      `${toPlace()}: this is no entry. Write ${Object.keys(fields).join(', ')}.`,
    );
  const stated = entry as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(stated))
    if (!Object.hasOwn(fields, name))
      throw new UsageError(
        'accepted.entry',
        `${toPlace(name)}: \`${name}\` is no field. The fields are ${Object.keys(fields).join(', ')}.`,
      );
  for (const [name, { isValid, advice }] of Object.entries(fields)) {
    const value = stated[name];
    if (isValid(value)) continue;
    const what = value === undefined || value === '' ? 'is missing' : `is ${JSON.stringify(value)}`;
    throw new UsageError('accepted.entry', `${toPlace(name)}: \`${name}\` ${what}. ${advice}`);
  }
  return entry as AcceptedDivergence;
}

/** Whether a value is a day that the calendar has, `2027-06-30`. */
function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const epochMs = Date.parse(value);
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(value);
}
