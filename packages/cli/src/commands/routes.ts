import { discoverApp, listRoutes, planSplit, readSources } from '@unlith/splitter';
import type { Command } from 'commander';
import { count, formatTable } from '../format-table.ts';
import { formatFindings } from '../split/format-findings.ts';
import { type ListedRoute, toListedRoutes } from '../split/listed-route.ts';
import { addEnvOption, resolveSplitOptions, type SplitWords } from '../split-options.ts';

interface RoutesOptions extends Pick<SplitWords, 'env'> {
  readonly json?: true;
}

/** `unlith routes <entry>`: what an app answers to, and what would become of it. Nothing is written. */
export function addRoutesCommand(program: Command): void {
  addEnvOption(program.command('routes'))
    .description('list the routes of an Express app, with what would keep them in the lith')
    .argument('<entry>', 'module that exports the app or a factory of it, or listens with it')
    .option('--json', 'print JSON instead of a table')
    .action(routes);
}

async function routes(entry: string, { env, json }: RoutesOptions): Promise<void> {
  const app = await discoverApp({ entry, env });
  const plan = planSplit(app, await readSources(app), perRoute);
  const listed = toListedRoutes(app, listRoutes(app), plan.routes);
  const { findings } = plan;
  console.log(
    json
      ? JSON.stringify({ entry, expressVersion: app.expressVersion, routes: listed, findings })
      : [formatRoutes(listed), formatFindings(findings), summarise(listed)].filter(Boolean).join('\n\n'),
  );
}

const perRoute = resolveSplitOptions({
  layout: 'per-route',
  env: {},
  slim: [],
  shake: 'packages',
  keepImport: [],
  accept: [],
});

function formatRoutes(listed: readonly ListedRoute[]): string {
  return formatTable(
    [{ title: 'route' }, { title: 'route keys' }, { title: 'source' }, { title: 'handlers' }],
    listed.map(({ id, routeKeys, chain, source, keptBecause }) => [
      id,
      keptBecause.length > 0 ? 'stays in the lith' : formatRouteKeys(routeKeys),
      source,
      formatChain(chain),
    ]),
  );
}

/** The last ones, which are the route's own; `--json` has all. */
const formatChain = (chain: readonly string[], limit = 5): string =>
  [...(chain.length > limit ? ['…'] : []), ...chain.slice(-limit)].join(' > ');

/** Without the `HEAD` that every `GET` brings along. */
const formatRouteKeys = (routeKeys: readonly string[]): string =>
  routeKeys
    .filter((key) => !routeKeys.includes(key.replace(/^HEAD /, 'GET ')) || !key.startsWith('HEAD '))
    .join(', ');

function summarise(listed: readonly ListedRoute[]): string {
  const kept = listed.filter(({ keptBecause }) => keptBecause.length > 0).length;
  return `${count(listed.length, 'route')}: ${listed.length - kept} can leave the lith, ${kept} would stay`;
}
