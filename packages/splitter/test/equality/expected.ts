import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/manifest/index.ts';

/** What a fixture says about its split: all but sizes, which any release of a package changes. */
export function toExpected({ functions, routes, findings }: Manifest): object {
  return {
    functions: functions.map(({ name, kind, routes, routeKeys }) => ({ name, kind, routes, routeKeys })),
    routes,
    findings: findings.map(({ code, effect, source, routes }) => ({ code, effect, source, routes })),
  };
}

/** `expected.json` of a fixture; with `UPDATE_FIXTURES=1` it is written from what was made now. */
export function readExpected(directory: string, actual: object): unknown {
  const file = join(directory, 'expected.json');
  if (process.env.UPDATE_FIXTURES) writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
