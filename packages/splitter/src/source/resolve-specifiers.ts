import { dirname } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';

/** Finds which file of the app's own a specifier means, as TypeScript, Node and bundlers agree on it: extensions, aliases, `imports`, `paths`. */
export interface OwnResolver {
  resolve(from: string, specifier: string): string | undefined;
}

export function createOwnResolver(isOwn: (file: string) => boolean): OwnResolver {
  // A package of the app's own workspace may hand out other files to `import` than to `require`: the one that was loaded is meant.
  const resolvers = ['import', 'require'].map((condition) => createResolver(condition));
  const cache = new Map<string, string | undefined>();
  return {
    resolve(from, specifier) {
      const directory = dirname(from);
      const key = `${directory}\0${specifier}`;
      if (!cache.has(key)) {
        const found = resolvers.flatMap(
          (resolver) =>
            resolver.resolveFileSync(from, specifier).path ??
            // Whoever runs the app may not mind that its tsconfig.json extends what is not there.
            resolver.sync(directory, specifier).path ??
            [],
        );
        cache.set(
          key,
          found.find((path) => isOwn(path)),
        );
      }
      return cache.get(key);
    },
  };
}

function createResolver(condition: string): ResolverFactory {
  return new ResolverFactory({
    conditionNames: ['node', condition, 'default'],
    extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'],
    extensionAlias: {
      '.js': ['.ts', '.tsx', '.js', '.jsx'],
      '.jsx': ['.tsx', '.jsx'],
      '.mjs': ['.mts', '.mjs'],
      '.cjs': ['.cts', '.cjs'],
    },
    mainFields: ['main', 'module'],
    tsconfig: 'auto',
  });
}
