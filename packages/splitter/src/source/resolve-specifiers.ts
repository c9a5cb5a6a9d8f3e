import { dirname } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';

/** Finds which file of the app's own a specifier means, as TypeScript, Node and bundlers agree on it: extensions, aliases, `imports`. */
export interface OwnResolver {
  resolve(from: string, specifier: string): string | undefined;
}

export function createOwnResolver(own: ReadonlySet<string>): OwnResolver {
  const resolver = new ResolverFactory({
    conditionNames: ['node', 'import', 'require', 'default'],
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
  const cache = new Map<string, string | undefined>();
  return {
    resolve(from, specifier) {
      const directory = dirname(from);
      const key = `${directory}\0${specifier}`;
      if (!cache.has(key)) {
        const { path } = resolver.sync(directory, specifier);
        cache.set(key, path && own.has(path) ? path : undefined);
      }
      return cache.get(key);
    },
  };
}
