/** `; name=value`, where a value is a token or a quoted string: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.6 */
const parameter = /;\s*([^\s=;]+)=("(?:[^"\\]|\\.)*"|[^\s;]*)/g;

/**
 * A media type in the one form that all its spellings share: letter case of names and charset, quotes, white space and the
 * order of parameters say nothing. https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
 */
export function toCanonicalMediaType(stated: string): string {
  const parameters = [...stated.matchAll(parameter)].map(([, name = '', value = '']) => {
    const plain = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
    return `; ${name.toLowerCase()}=${/^charset$/i.test(name) ? plain.toLowerCase() : plain}`;
  });
  return toMediaTypeName(stated) + parameters.sort().join('');
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function toMediaTypeName(stated: string): string {
  const end = stated.indexOf(';');
  return (end < 0 ? stated : stated.slice(0, end)).trim().toLowerCase();
}
