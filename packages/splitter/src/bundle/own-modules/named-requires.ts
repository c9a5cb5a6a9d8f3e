import type { Plugin } from 'esbuild';
import type MagicString from 'magic-string';

/**
 * A CommonJS module that takes classes of the AWS SDK by name, `const { S3Client } = require('@aws-sdk/client-s3')`, or that
 * TypeScript compiled, `client_s3_1.S3Client`, needs no more of it than these: it requires a module that has only them.
 */
const required =
  /\b(?:const|let|var)\s+(\{[^{}]*\}|[\w$]+)\s*=\s*require\(\s*(['"])(@aws-sdk\/[^'"?]+)\2\s*\)/g;

export function narrowRequires(text: MagicString): void {
  for (const {
    index,
    0: declaration,
    1: binding = '',
    2: quote = '',
    3: specifier,
  } of text.original.matchAll(required)) {
    const names = binding.startsWith('{') ? namesOfPattern(binding) : namesOfUses(text.original, binding);
    if (!names) continue;
    const start = index + declaration.lastIndexOf(quote, declaration.lastIndexOf(quote) - 1);
    const end = index + declaration.lastIndexOf(quote) + 1;
    text.update(start, end, JSON.stringify(`unlith-named:${specifier}?${[...new Set(names)].sort()}`));
  }
}

/** `{ S3Client, GetObjectCommand: Get }`; undefined where a name is computed, defaulted or the rest. */
function namesOfPattern(pattern: string): string[] | undefined {
  const parts = pattern
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const names = parts.flatMap((part) => /^([\w$]+)(?:\s*:\s*[\w$]+)?$/.exec(part)?.[1] ?? []);
  return names.length === parts.length ? names : undefined;
}

/** `sdk.S3Client`; undefined where `sdk` is used in any other way. */
function namesOfUses(source: string, binding: string): string[] | undefined {
  const escaped = binding.replaceAll('$', '\\$&');
  const uses = [...source.matchAll(new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])(?:\\.([\\w$]+))?`, 'g'))];
  const names = uses.flatMap(([, name]) => name ?? []);
  // One use is the declaration.
  return names.length === uses.length - 1 ? names : undefined;
}

/** The modules that such requires mean. */
export const namedModules: Plugin = {
  name: 'unlith-named',
  setup(build) {
    build.onResolve({ filter: /^unlith-named:/ }, ({ path, resolveDir }) => ({
      path: path.slice('unlith-named:'.length),
      namespace: 'unlith-named',
      pluginData: { resolveDir },
    }));
    build.onLoad({ filter: /.*/, namespace: 'unlith-named' }, ({ path, pluginData }) => {
      const [specifier, names] = path.split('?');
      // In TypeScript a name that is not there is taken for a type, and left out.
      return {
        contents: `export { ${names} } from '${specifier}'`,
        loader: 'ts',
        resolveDir: pluginData.resolveDir,
      };
    });
  },
};
