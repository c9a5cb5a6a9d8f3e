import { isDeepStrictEqual } from 'node:util';
import type { Captured, Request, Step } from '../scenario/scenario.ts';
import { createTemplate, type RequestTemplate, toLiteral } from '../scenario/template.ts';

/** A request as data, also one that a function makes, if all it does is to put values into texts; else undefined. */
export function findTemplate(request: Step['request']): Request | undefined {
  const template = typeof request === 'function' ? findMade(request) : toLiteral(request);
  const isData = !template?.present || 'template' in template.present;
  return isData ? template : undefined;
}

function findMade(request: (captured: Captured) => Request): Request | undefined {
  if ('template' in request) return (request as RequestTemplate).template;
  try {
    const template = request(withEvery((name) => `{{${name}}}`));
    return isDeepStrictEqual(createTemplate(template)(probe), request(probe)) ? template : undefined;
  } catch {
    return undefined;
  }
}

const withEvery = (toValue: (name: string) => string) =>
  new Proxy<Captured>({}, { get: (_, name) => toValue(String(name)) });

/** A value that shows whatever is done to it: a calculation, a cut, an encoding. */
const probe = withEvery((name) => `1${name.length} "${name}" %/é`);
