import type { ExpressApp } from '../express-app.ts';
import type { SourceFacts } from '../source/source-facts.ts';
import type { PlannedFunction, SplitOptions, SplitPlan } from '../split-plan.ts';
import { claimName, toFunctionName } from './function-names.ts';
import { groupRoutes, listBySite, listInseparable } from './group-routes.ts';
import { listHazards } from './hazards/list-hazards.ts';
import { findShadow, judgeRoute } from './judge-routes.ts';
import { createLivenessFinder } from './liveness/liveness.ts';
import { locateHazard } from './locate-hazard.ts';
import { draftFunction, draftLith, type FunctionDraft, type Planning } from './plan-function.ts';
import { createFindingReport, type FindingReport, formatSource } from './report-findings.ts';
import { createRouteTable, type Route } from './route-table.ts';

/**
 * App + what its source says + the wanted layout -> functions. Decides only: nothing is read or written.
 *
 * @throws {SplitError} `split.layout`
 */
export function planSplit(app: ExpressApp, facts: SourceFacts, options: SplitOptions): SplitPlan {
  const table = createRouteTable(app);
  const finder = createLivenessFinder(app, facts);
  const hazards = listHazards(app, finder);
  const anyMethod = [...facts.modules.values()].some(({ places }) =>
    places.some(({ kind }) => kind === 'method'),
  );
  const planning: Planning = { app, facts, options, table, finder, hazards, anyMethod };
  const report = createFindingReport(table.routes, options.accept);
  const movable = reportForms(planning, report);
  const draft = rememberDrafts(planning);
  // Each route is judged alone, so that one of a resource does not keep the others.
  const free = listInseparable(movable).flatMap((routes) => judge(planning, report, draft(routes)));
  const names = new Set(['lith']);
  const functions = groupRoutes(table.routes, free, options.layout).flatMap(
    ({ name, routes }): PlannedFunction[] => {
      const drafted = draft(routes);
      if (judge(planning, report, drafted).length === 0) return [];
      const { planned } = drafted;
      return [{ name: claimName(name ?? toFunctionName(planned.routeKeys[0] ?? ''), names), ...planned }];
    },
  );
  return assemble(planning, report, functions);
}

/** What was drafted to judge routes is, in a layout of one function a route, the function. */
function rememberDrafts(planning: Planning): (routes: readonly Route[]) => FunctionDraft {
  const drafts = new Map<string, FunctionDraft>();
  return (routes) => {
    const id = routes.map((route) => route.id).join('\n');
    const draft = drafts.get(id) ?? draftFunction(planning, routes);
    drafts.set(id, draft);
    return draft;
  };
}

/** Routes whose form lets them leave, with findings for the others and notes. */
function reportForms({ app, table, finder }: Planning, report: FindingReport): readonly Route[] {
  for (const file of finder.unfollowed) {
    report.add(
      {
        code: 'split.unfollowed-module',
        what: 'this module',
        source: formatSource(app, { file, line: 1, column: 1 }),
      },
      table.routes,
    );
  }
  for (const site of app.lateRegistrations) {
    report.add(
      { code: 'split.late-registration', what: 'this registration', source: formatSource(app, site) },
      table.routes,
    );
  }
  for (const [index, route] of table.routes.entries()) {
    const source = formatSource(app, route.registration.site);
    const code = judgeRoute(route);
    if (code) report.add({ code, what: `\`${route.path}\``, source }, [route]);
    const shadow = findShadow(route, table.routes.slice(0, index));
    if (shadow)
      report.add(
        { code: 'split.shadowed-route', what: `\`${route.id}\` comes after \`${shadow.id}\``, source },
        [route],
      );
  }
  const movable = table.routes.filter(
    (route) => report.reasonsOf(route).length === 0 && route.routeKeys.length > 0,
  );
  noteSharedSites(app, report, movable);
  return movable;
}

function noteSharedSites(app: ExpressApp, report: FindingReport, routes: readonly Route[]): void {
  for (const shared of listBySite(routes)) {
    const [{ id, registration }, other] = shared;
    const source = formatSource(app, registration.site);
    if (other) report.add({ code: 'split.shared-site', what: `\`${id}\` and others`, source }, shared);
  }
}

/** The routes, or none of them if a hazard keeps them. */
function judge(
  { app }: Planning,
  report: FindingReport,
  { routes, hazards }: FunctionDraft,
): readonly Route[] {
  let free = true;
  for (const hazard of hazards) {
    const source = formatSource(app, locateHazard(hazard));
    report.add({ code: hazard.code, what: hazard.what, source }, routes);
    if (report.keeps(hazard.code, source)) free = false;
  }
  return free ? routes : [];
}

function assemble(
  planning: Planning,
  report: FindingReport,
  functions: readonly PlannedFunction[],
): SplitPlan {
  const { app, table, options } = planning;
  const served = new Map(functions.flatMap(({ name, routes }) => routes.map((id) => [id, name])));
  return {
    app,
    layout: options.layout.kind === 'custom' ? options.layout.name : options.layout.kind,
    functions: [{ name: 'lith', ...draftLith(planning).planned }, ...functions],
    routes: table.routes.map((route) => ({
      id: route.id,
      routeKeys: route.routeKeys,
      ...(route.exact && { exact: true }),
      function: served.get(route.id) ?? 'lith',
      source: formatSource(app, route.registration.site),
      keptBecause: served.has(route.id) ? [] : report.reasonsOf(route),
    })),
    findings: report.list(),
  };
}
