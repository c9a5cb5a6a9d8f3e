import { dirname } from 'node:path';

/**
 * What an own module says of its own place means, in a bundle, the same place below the function's directory: `__dirname` of
 * `src/routes/users.ts` is `/var/task/src/routes`. The bundler reads other names for these words; a module that has such words
 * declares these names for itself, and packages read those of the banner.
 */
export const placeDefinitions: Readonly<Record<string, string>> = {
  __dirname: 'unlithDirname',
  __filename: 'unlithFilename',
  'import.meta.dirname': 'unlithDirname',
  'import.meta.filename': 'unlithFilename',
  'import.meta.url': 'unlithUrl',
  'import.meta.main': 'false',
};

const mentionsPlace = /\bunlithDirname\b|\b__dirname\b|\b__filename\b|\bimport\s*\.\s*meta\b/;

export const asksForPlace = (source: string): boolean => mentionsPlace.test(source);

/** Declarations for a module at this place; nothing for one that does not ask. */
export function declarePlaces(source: string, place: string): string {
  if (!asksForPlace(source)) return '';
  const below = (path: string) => (path === '.' ? 'unlithRoot' : `unlithRoot+${JSON.stringify(`/${path}`)}`);
  return `const unlithDirname=${below(dirname(place))},unlithFilename=${below(place)},unlithUrl=unlithUrlOf(unlithFilename);`;
}

const urlOf = (loadUrl: string) => `unlithUrlOf=file=>${loadUrl}.pathToFileURL(file).href`;

/** Stands at the start of every bundle. */
export const placeBanners = {
  cjs: `const unlithNamed={},unlithRoot=__dirname,unlithDirname=__dirname,unlithFilename=__filename,${urlOf('require("node:url")')},unlithUrl=unlithUrlOf(__filename);`,
  esm: `const unlithNamed={},unlithRoot=import.meta.dirname,unlithDirname=unlithRoot,unlithFilename=import.meta.filename,${urlOf('process.getBuiltinModule("node:url")')},unlithUrl=import.meta.url,require=process.getBuiltinModule("node:module").createRequire(unlithUrl);`,
} as const;
