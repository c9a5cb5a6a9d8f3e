import { dirname, resolve as resolvePath } from 'node:path';
import { UsageError } from '../../errors.ts';
import { findAtPointer } from '../../scenario/json-pointer.ts';

/** Reads another document, by its absolute path. */
export type LoadDocument = (path: string) => unknown;

interface Place {
  /** Absolute path of the document. */
  readonly file: string;
  /** `paths./pets.get` */
  readonly within: string;
}

/**
 * Puts what is referred to in the place of each `$ref`, in other files, too: https://spec.openapis.org/oas/v3.1.1#reference-object.
 * What refers to itself becomes a cycle; a schema with fields beside its reference becomes `allOf`.
 *
 * @throws UsageError `source.reference` for one that leads nowhere, or to a URL.
 */
export function resolveReferences(document: unknown, path: string, load: LoadDocument): unknown {
  const documents = new Map([[path, document]]);
  const copies = new Map<object, unknown>();

  const copy = (node: unknown, place: Place): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (copies.has(node)) return copies.get(node) ?? refuse(place, 'refers to itself alone');
    if ('$ref' in node && typeof node.$ref === 'string') return copyReferred(node, node.$ref, place);
    const result: object = Array.isArray(node) ? [] : {};
    // Known before its fields are, which may refer to it.
    copies.set(node, result);
    for (const [key, field] of Object.entries(node))
      Object.assign(result, { [key]: copy(field, { ...place, within: `${place.within}.${key}` }) });
    return result;
  };

  const copyReferred = (node: object, reference: string, place: Place): unknown => {
    copies.set(node, undefined);
    const { target, file } = find(reference, place);
    const referred = copy(target, { file, within: reference });
    const { $ref: _, summary: __, description: ___, ...siblings } = node as Record<string, unknown>;
    const alone = Object.keys(siblings).length === 0;
    const result = alone ? referred : { allOf: [referred], ...(copy(siblings, place) as object) };
    copies.set(node, result);
    return result;
  };

  const find = (reference: string, place: Place) => {
    const [address = '', fragment = ''] = reference.split('#').map((part) => decode(part, place));
    if (/^[a-z][a-z\d+.-]*:/i.test(address))
      refuse(place, `refers to ${reference}, and nothing is fetched: save it beside the file`);
    const file = address === '' ? place.file : resolvePath(dirname(place.file), address);
    if (!documents.has(file)) documents.set(file, load(file));
    const target = findAtPointer(documents.get(file), fragment);
    return { file, target: target ?? refuse(place, `refers to ${reference}, where nothing is`) };
  };

  return copy(document, { file: path, within: '' });
}

function decode(part: string, place: Place): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return refuse(place, `refers to ${part}, in which a % stands for nothing`);
  }
}

function refuse({ file, within }: Place, flaw: string): never {
  throw new UsageError(
    'source.reference',
    `${file}: ${within.replace(/^\./, '')} ${flaw}. Mend the reference.`,
  );
}
