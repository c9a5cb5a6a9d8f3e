// biome-ignore-all lint/suspicious/noTemplateCurlyInString: resources of a manifest look like this
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@unlith/microservices';

const reading = (path: string) => [`GET ${path}`, `HEAD ${path}`];

/** Route keys of the pages' functions. */
export const pageRouteKeys: readonly (readonly string[])[] = [
  reading('/'),
  reading('/bookings'),
  ['POST /bookings'],
  ['POST /bookings/{bookingId}/cancel'],
  ['POST /session'],
  ['POST /session/end'],
];

const apiRouteKeys = services
  .flatMap(({ functions }) => functions.map(({ routeKeys }) => routeKeys))
  .filter((routeKeys) => routeKeys.length > 0);

/** Writes what `unlith split` would of the lith, with stubs for bundles. What its functions really may do is tested where they run. */
export function writeSplitStub(directory: string): string {
  const lith = describe('lith', ['$default']);
  const extracted = [...apiRouteKeys, ...pageRouteKeys].map((routeKeys) =>
    describe(toName(routeKeys), routeKeys),
  );
  const manifest = {
    schema: 'unlith/manifest@1',
    app: { entry: 'src/app.ts', expressVersion: '5.3.0' },
    layout: 'per-route',
    fallback: lith.name,
    functions: [lith, ...extracted],
    routes: extracted.map(({ name, routeKeys }) => ({
      id: routeKeys[0],
      routeKeys,
      function: name,
      source: 'src/app.ts:1:1',
      keptBecause: [],
    })),
    findings: [],
    slimming: [],
  };
  for (const { name, directory: bundle } of manifest.functions) {
    mkdirSync(join(directory, bundle), { recursive: true });
    writeFileSync(join(directory, bundle, 'index.cjs'), `exports.handler = async () => '${name}';`);
  }
  const file = join(directory, 'manifest.json');
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}

const describe = (name: string, routeKeys: readonly string[]) => ({
  name,
  kind: name === 'lith' ? 'lith' : 'extracted',
  routes: [],
  routeKeys,
  directory: `functions/${name}`,
  file: 'index.cjs',
  handler: 'index.handler',
  bytes: 1,
  gzipBytes: 1,
  modules: [],
  files: [],
  commands: [],
  environment: ['FLIGHTS_TABLE', 'JWT_ISSUER', 'NODE_ENV'],
  permissions: {
    possible: [],
    granted: [{ actions: ['dynamodb:GetItem'], resource: '${FLIGHTS_TABLE}' }],
  },
});

const toName = ([routeKey = '']: readonly string[]) =>
  routeKey
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replace(/-$/, '');
