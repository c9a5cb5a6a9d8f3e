import { relative } from 'node:path';
import type { ExpressApp } from '../express-app.ts';
import type { SourceFacts } from '../source/source-facts.ts';
import type { PlannedFunction, SplitOptions, SplitPlan } from '../split-plan.ts';
import { listCuts } from './cuts.ts';
import { claimName, toFunctionName } from './function-names.ts';
import { groupRoutes, type RouteGroup } from './group-routes.ts';
import { findKeptRegistrations } from './kept-registrations.ts';
import { addDeadCuts } from './liveness/dead-cuts.ts';
import { createLivenessFinder, type LivenessFinder } from './liveness/liveness.ts';
import { createRouteTable, type RouteTable } from './route-table.ts';

/** App + what its source says + the wanted layout -> functions. Decides only: nothing is read or written. */
export function planSplit(app: ExpressApp, facts: SourceFacts, options: SplitOptions): SplitPlan {
  const table = createRouteTable(app);
  const names = new Set(['lith']);
  const finder = createLivenessFinder(app, facts);
  const extracted = groupRoutes(table.routes, options.layout).map((group) =>
    planFunction({ app, facts, table, names, options, finder }, group),
  );
  const served = new Map(extracted.flatMap(({ name, routes }) => routes.map((id) => [id, name])));
  return {
    app,
    layout: options.layout.kind === 'custom' ? options.layout.name : options.layout.kind,
    functions: [planLith(app, table), ...extracted],
    routes: table.routes.map(({ id, routeKeys, registration: { site } }) => ({
      id,
      routeKeys,
      function: served.get(id) ?? 'lith',
      source: `${relative(app.root, site.file)}:${site.line}:${site.column}`,
      keptBecause: [],
    })),
    findings: [],
  };
}

interface Planning {
  readonly app: ExpressApp;
  readonly facts: SourceFacts;
  readonly table: RouteTable;
  readonly names: Set<string>;
  readonly options: SplitOptions;
  readonly finder: LivenessFinder;
}

function planFunction(
  { facts, table, names, options, finder }: Planning,
  group: RouteGroup,
): PlannedFunction {
  const routeKeys = [...new Set(group.routes.flatMap((route) => route.routeKeys))];
  const { cut } = findKeptRegistrations(table.root, routeKeys, { anyMethod: false });
  const registrations = listCuts(cut, facts);
  const live = finder.find(registrations);
  return {
    name: claimName(group.name ?? toFunctionName(routeKeys[0] ?? ''), names),
    kind: 'extracted',
    routes: group.routes.map(({ id }) => id),
    routeKeys,
    cuts:
      options.shake === 'cuts'
        ? registrations
        : addDeadCuts(registrations, { live, sources: finder.sources, options }),
    modules: [...live.units.keys()].map(({ facts: { file } }) => file).sort(),
    files: [],
    renders: true,
    environment: [],
  };
}

function planLith(app: ExpressApp, table: RouteTable): PlannedFunction {
  return {
    name: 'lith',
    kind: 'lith',
    routes: table.routes.map(({ id }) => id),
    routeKeys: ['$default'],
    cuts: new Map(),
    modules: app.modules,
    files: [...app.settings.views],
    renders: true,
    environment: [],
  };
}
