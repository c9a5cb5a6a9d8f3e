import { dirname, resolve } from 'node:path';
import type { Message, Plugin } from 'esbuild';

/** `require` calls that lead nowhere, by directory and specifier. */
export type MissingModules = ReadonlySet<string>;

const toKey = (directory: string, specifier: string): string => `${directory} ${specifier}`;

/**
 * Key of what esbuild could not resolve although Node.js asks for it only when it gets there: `require('pg-native')` in a function
 * that is never called. Undefined if something else is wrong.
 */
export function findMissing({ text, location }: Message, root: string): string | undefined {
  const specifier = /^Could not resolve "(.*)"$/.exec(text)?.[1];
  if (!specifier || !location) return undefined;
  const asked = location.lineText.slice(0, location.column);
  const isCall = /\b(?:require|require\.resolve|import)\s*\(\s*$/.test(asked);
  return isCall ? toKey(dirname(resolve(root, fileOf(location.file))), specifier) : undefined;
}

/** An own module's text for a function is called `unlith-own:/app/src/app.ts.mjs?get-bookings`. */
export const fileOf = (file: string): string =>
  file.replace(/^unlith-own:/, '').replace(/(?:(?<=\.[jt]sx?)\.mjs)?\?[a-z0-9-]+$/, '');

/** Throws when it is asked for such a module, as Node.js does. */
export function missingModules(missing: MissingModules): Plugin {
  return {
    name: 'unlith-missing',
    setup(build) {
      if (missing.size === 0) return;
      build.onResolve({ filter: /.*/ }, ({ path, resolveDir }) =>
        missing.has(toKey(resolveDir, path)) ? { path, namespace: 'unlith-missing' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'unlith-missing' }, ({ path }) => ({
        contents: `throw Object.assign(new Error(${JSON.stringify(`Cannot find module '${path}'`)}), { code: 'MODULE_NOT_FOUND' });`,
      }));
    },
  };
}
