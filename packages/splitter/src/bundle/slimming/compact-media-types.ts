import { isDeepStrictEqual } from 'node:util';

/** `mime-db/db.json`: descriptions by type. */
export type MediaTypes = Readonly<
  Record<string, { readonly charset?: string; readonly extensions?: readonly string[] }>
>;

/**
 * An expression that gives the very same object. Only some thirty combinations of source, charset and compressibility occur:
 * these once, and one short line a type.
 *
 * @returns undefined where that would not be the same.
 */
export function formatCompactly(types: MediaTypes): string | undefined {
  const shapes: string[] = [];
  const lines = new Map<string, string[]>();
  for (const [type, description] of Object.entries(types)) {
    const shape = JSON.stringify({ ...description, ...(description.extensions && { extensions: 0 }) });
    if (!shapes.includes(shape)) shapes.push(shape);
    const [top = '', ...name] = type.split('/');
    const words = [name.join('/'), ...(description.extensions ?? [])];
    lines.set(top, [
      ...(lines.get(top) ?? []),
      `${String.fromCharCode(65 + shapes.indexOf(shape))}${words.join()}`,
    ]);
  }
  const texts = Object.fromEntries([...lines].map(([top, texts]) => [top, texts.join(';')]));
  const source = `(${unfold})([${shapes}],${JSON.stringify(texts)})`;
  return unfoldsTo(source, types) ? source : undefined;
}

/** Runs in the function, and therefore as text. */
const unfold = `(shapes,texts)=>{
  const types={};
  for(const top in texts)for(const line of texts[top].split(';')){
    const[name,...extensions]=line.slice(1).split(',');
    const type=types[top+'/'+name]={...shapes[line.charCodeAt(0)-65]};
    if(type.extensions===0)type.extensions=extensions;
  }
  return types;
}`;

function unfoldsTo(source: string, types: MediaTypes): boolean {
  const unfolded: unknown = new Function(`return ${source}`)();
  // As text, too: the order of keys decides which type an extension has.
  return isDeepStrictEqual(unfolded, types) && JSON.stringify(unfolded) === JSON.stringify(types);
}
