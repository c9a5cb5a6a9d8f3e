import type { RoutePath } from '../../express-app.ts';
import { parseExpress4Path } from './express-4-path.ts';
import { parseExpress5Path } from './express-5-path.ts';
import { anything, type PathPattern } from './path-pattern.ts';
import { parseRegexpPath } from './regexp-path.ts';

/** Path as registered -> patterns, one a combination of its optional parts. */
export function parsePath(path: RoutePath, expressVersion: string): readonly PathPattern[] {
  if (typeof path !== 'string') return [parseRegexpPath(path.regexp)];
  if (path === '' || path === '/') return [{ segments: [] }];
  const patterns = expressVersion.startsWith('4.') ? parseExpress4Path(path) : parseExpress5Path(path);
  return patterns ?? [anything];
}
