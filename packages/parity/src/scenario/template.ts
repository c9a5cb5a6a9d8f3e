import type { Captured, Request } from './scenario.ts';

/**
 * A request as data that uses captured values: its texts hold `{{id}}` where the value of `id` goes. A text of JSON that is nothing
 * but `{{count:number}}` becomes a number. Text that only looks like that is written with a mark: `{{!id}}` stands for `{{id}}`.
 */
export type RequestTemplate = ((captured: Captured) => Request) & { readonly template: Request };

/** How a token goes along, as data: its texts hold `{{token}}`. */
export type TokenTemplate = NonNullable<Request['present']> & { readonly template: PresentedToken };

export type PresentedToken = ReturnType<NonNullable<Request['present']>>;

/**
 * The request function for a step whose request shall be kept in a file.
 *
 * @example
 * { name: 'read', request: createTemplate({ method: 'GET', path: '/bookings/{{id}}' }) }
 */
export function createTemplate(template: Request): RequestTemplate {
  return Object.assign((captured: Captured) => fillIn(template, captured), { template });
}

/** The same for `present`: `presentAs({ headers: { 'x-api-key': '{{token}}' } })`. */
export function presentAs(template: PresentedToken): TokenTemplate {
  return Object.assign((token: string) => fillIn(template, { token }), { template });
}

/** A template as a step has it: what uses no value is a request as it is. */
export function toStepRequest(template: Request): Request | RequestTemplate {
  return listUses(template).length > 0 ? createTemplate(template) : fillIn(template, {});
}

const place = /\{\{(!*)(\w+(?::number)?)\}\}/g;
const number = /^\{\{(\w+):number\}\}$/;

/** The names of the values that a template uses. */
export function listUses(template: unknown): string[] {
  const names = new Set<string>();
  mapTexts(template, (text) => {
    for (const [, marks, name = ''] of text.matchAll(place)) if (!marks) names.add(toName(name));
    return text;
  });
  return [...names];
}

/** Puts the values in their places. */
function fillIn<Template>(template: Template, values: Captured): Template {
  return mapTexts(template, (text) => {
    const [, counted] = number.exec(text) ?? [];
    if (counted !== undefined) return Number(values[counted]);
    return text.replaceAll(place, (_, marks: string, name: string) =>
      marks ? `{{${marks.slice(1)}${name}}}` : String(values[toName(name)]),
    );
  });
}

/** The same template with its values called otherwise. */
export function renameUses<Template>(template: Template, names: Captured): Template {
  return mapTexts(template, (text) =>
    text.replaceAll(place, (whole, marks: string, use: string) =>
      marks ? whole : `{{${use.replace(/^\w+/, (name) => names[name] ?? name)}}}`,
    ),
  );
}

/** Marks whatever looks like a place for a value: filled in, it is the same again. */
export function toLiteral<Value>(value: Value): Value {
  return mapTexts(value, (text) => text.replaceAll(place, '{{!$1$2}}'));
}

const toName = (place: string) => place.replace(/:number$/, '');

/** Texts in lists and plain objects; field names, bytes and functions stay. */
function mapTexts<Value>(value: Value, toValue: (text: string) => unknown): Value {
  const map = (part: unknown): unknown => {
    if (typeof part === 'string') return toValue(part);
    if (Array.isArray(part)) return part.map(map);
    if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return part;
    return Object.fromEntries(Object.entries(part).map(([key, field]) => [key, map(field)]));
  };
  return map(value) as Value;
}
