import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { SlimmingStep } from './slimming-step.ts';

const name = 'mime-db';

/**
 * The database of media types, which Express loads for `res.type` and the like, written shorter: 150 kB of JSON become some
 * 60, and unfold into the very same object when it is loaded. Made sure of for the version at hand before it is taken.
 */
export const mimeDb: SlimmingStep = {
  name,
  changes: /[\\/]mime-db[\\/]db\.json$/,
  isLocal: true,
  plugin: {
    name: `unlith-${name}`,
    setup(build) {
      build.onLoad({ filter: /[\\/]mime-db[\\/]db\.json$/ }, ({ path }) => {
        const contents = readCompactly(path);
        return contents === undefined ? undefined : { contents, loader: 'js' };
      });
    },
  },
};

/** By file: a split is several builds, each of which loads it. */
const known = new Map<string, string | undefined>();

function readCompactly(file: string): string | undefined {
  if (!known.has(file)) known.set(file, formatCompactly(JSON.parse(readFileSync(file, 'utf8'))));
  return known.get(file);
}

type MediaTypes = Readonly<Record<string, { readonly extensions?: readonly string[] }>>;

/** Only some thirty combinations of source, charset and compressibility occur: these once, and one short line a type. */
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
  return unfoldsTo(source, types) ? `module.exports=${source}` : undefined;
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
