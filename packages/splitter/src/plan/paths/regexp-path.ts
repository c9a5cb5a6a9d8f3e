import { anything, type PathPattern, type Segment } from './path-pattern.ts';

/** Source and flags of a RegExp path, `/^\/files\/(.+)$/i`: all that is known of it is the plain text with which it begins. */
export function parseRegexpPath(regexp: string): PathPattern {
  const source = regexp.replace(/^\/(.*)\/[a-z]*$/s, '$1');
  const text = source.startsWith('^') && !source.includes('|') ? plainBeginning(source.slice(1)) : '';
  if (text && !text.startsWith('/')) return anything;
  const segments = text.split('/').filter(Boolean);
  return {
    segments: segments.map((segment): Segment => ({ kind: 'literal', text: segment })),
    tail: { kind: 'open' },
  };
}

/** `\/files\/(.+)$` -> `/files/`; what a quantifier follows may be absent. */
function plainBeginning(source: string): string {
  let text = '';
  for (const [whole, escaped, plain] of source.matchAll(/\\([/.-])|([\w/-])|./gs)) {
    const character = escaped ?? plain;
    if (!character) return /^[?*{]/.test(whole) ? text.slice(0, -1) : text;
    text += character;
  }
  return text;
}
