import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type MagicString from 'magic-string';
import type { ExpressApp } from '../../express-app.ts';
import { findPackage } from '../node-packages/find-package.ts';

/**
 * A CommonJS module takes classes of the AWS SDK by name, `const { S3Client } = require('@aws-sdk/client-s3')`, or as TypeScript
 * compiles it, `client_s3_1.S3Client`. A bundler keeps the whole of a module that is required, every command of the client. So a
 * function imports what all of its modules name before it loads the app, and they read it from there.
 */
const required =
  /\b(?:const|let|var)\s+(?<binding>\{[^{}]*\}|[\w$]+)\s*=\s*(?<call>require\(\s*['"](?<specifier>@aws-sdk\/[\w-]+)['"]\s*\))/g;

/** What {@link narrowRequires} makes of it. */
const narrowed =
  /\b(?:const|let|var)\s+(?<binding>\{[^{}]*\}|[\w$]+)\s*=\s*unlithNamed\["(?<specifier>@aws-sdk\/[\w-]+)"\]/g;

/** Makes such requires read named imports, where all names can be told. */
export function narrowRequires(text: MagicString, isNarrowed: (specifier: string) => boolean): void {
  for (const match of text.original.matchAll(required)) {
    const { call = '', specifier = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (!listNames(match, text.original) || !isNarrowed(specifier)) continue;
    text.update(end - call.length, end, `unlithNamed[${JSON.stringify(specifier)}]`);
  }
}

/** What functions import instead, by package: the names that are left in the texts of their modules. */
export function formatNamedImports(texts: Iterable<string>): string {
  const namesByPackage = new Map<string, Set<string>>();
  for (const text of texts) {
    for (const match of text.matchAll(narrowed)) {
      const { specifier = '' } = match.groups ?? {};
      const names = namesByPackage.get(specifier) ?? new Set();
      for (const name of listNames(match, text) ?? []) names.add(name);
      namesByPackage.set(specifier, names);
    }
  }
  return [...namesByPackage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([specifier, names], index) => {
      const members = [...names].sort().map((name) => `${name}: sdk${index}.${name}`);
      return `import * as sdk${index} from '${specifier}'; unlithNamed['${specifier}'] = { ${members.join(', ')} };`;
    })
    .join('\n');
}

function listNames({ index, 0: declaration, groups }: RegExpExecArray, source: string): string[] | undefined {
  const { binding = '' } = groups ?? {};
  const others = source.slice(0, index) + source.slice(index + declaration.length);
  return binding.startsWith('{') ? namesOfPattern(binding, others) : namesOfUses(binding, others);
}

/** `{ S3Client, GetObjectCommand: Get }`, less what nothing uses; undefined where a name is computed, defaulted or the rest. */
function namesOfPattern(pattern: string, source: string): string[] | undefined {
  const parts = pattern
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim());
  const wanted = parts.filter((part) => part !== '');
  const named = wanted.flatMap((part) => {
    const { name, local = name } = /^(?<name>[\w$]+)(?:\s*:\s*(?<local>[\w$]+))?$/.exec(part)?.groups ?? {};
    return name && local ? { name, isUsed: wordOf(local).test(source) } : [];
  });
  return named.length === wanted.length
    ? named.flatMap(({ name, isUsed }) => (isUsed ? name : []))
    : undefined;
}

/** `sdk.S3Client`; undefined where `sdk` is used in any other way. */
function namesOfUses(binding: string, source: string): string[] | undefined {
  const uses = [...source.matchAll(new RegExp(`${wordOf(binding).source}(?:\\.([\\w$]+))?`, 'g'))];
  const names = uses.flatMap(([, name]) => name ?? []);
  return names.length === uses.length ? names : undefined;
}

const wordOf = (name: string): RegExp => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$&')}(?![\\w$])`);

/** Whether a module's requires of a package can be narrowed: where the app itself would find the same one. */
export function canNarrow({ root, modules }: Pick<ExpressApp, 'root' | 'modules'>, file: string) {
  return (specifier: string): boolean => {
    const found = modules.includes(file) ? findPackage(specifier, dirname(file)) : undefined;
    return found !== undefined && found.directory === findPackage(specifier, root)?.directory;
  };
}

/** The modules of an app that may take something of the SDK by name: most apps have none. */
export function listRequiring({ modules }: Pick<ExpressApp, 'modules'>): string[] {
  return modules.filter((file) => readFileSync(file, 'utf8').search(required) >= 0);
}
