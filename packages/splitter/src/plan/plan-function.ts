import type { ExpressApp } from '../express-app.ts';
import { toOffset } from '../source/line-index.ts';
import type { Place, SourceFacts } from '../source/source-facts.ts';
import type { Cut, PlannedFunction, SplitOptions } from '../split-plan.ts';
import { listCuts } from './cuts.ts';
import { keepEffectfulArguments } from './effectful-arguments.ts';
import type { Hazard, Place as HazardPlace } from './hazards/hazard.ts';
import { findKeptRegistrations } from './kept-registrations.ts';
import { isCut } from './liveness/cut-ranges.ts';
import { addDeadCuts } from './liveness/dead-cuts.ts';
import type { LinkedModule } from './liveness/linked-module.ts';
import type { LivenessFinder } from './liveness/liveness.ts';
import type { Route, RouteTable } from './route-table.ts';
import { listShippedFiles, type ShippingQuestion } from './shipped-files.ts';

/** What planning one function needs to know of the app. */
export interface Planning {
  readonly app: ExpressApp;
  readonly facts: SourceFacts;
  readonly options: SplitOptions;
  readonly table: RouteTable;
  readonly finder: LivenessFinder;
  readonly hazards: readonly Hazard[];
  /** Whether some middleware changes the method of a request. */
  readonly anyMethod: boolean;
}

/** A function without its name, and what it would meet. */
export interface FunctionDraft {
  readonly routes: readonly Route[];
  readonly planned: Omit<PlannedFunction, 'name'>;
  readonly hazards: readonly Hazard[];
}

export function draftFunction(planning: Planning, routes: readonly Route[]): FunctionDraft {
  const { facts, table, finder, options, hazards, anyMethod } = planning;
  const routeKeys = [...new Set(routes.flatMap((route) => route.routeKeys))];
  const { cut, kept } = findKeptRegistrations(table.root, routeKeys, { anyMethod });
  const registrations = keepEffectfulArguments(listCuts(cut, facts), finder.sources);
  const live = finder.find(registrations);
  const everything = options.shake === 'cuts';
  const cuts = everything
    ? registrations
    : addDeadCuts(registrations, { live, sources: finder.sources, options });
  const modules = everything ? [...finder.sources.modules.values()] : [...live.units.keys()];
  const alive = new Set(modules);
  const isLive = ({ module, start }: HazardPlace) => alive.has(module) && !isCut(cuts, module, start);
  return {
    routes,
    planned: {
      kind: 'extracted',
      routes: routes.map(({ id }) => id),
      routeKeys,
      cuts,
      modules: modules.map((module) => module.facts.file).sort(),
      ...describe(planning, { modules, cuts, routeKeys, kept, anything: false }),
    },
    hazards: hazards.filter(
      (hazard) =>
        (hazard.everywhere || [hazard, ...(hazard.alsoAt ?? [])].some(isLive)) &&
        !(hazard.unless ?? []).some(isLive),
    ),
  };
}

/** The whole app, as it is. */
export function draftLith(planning: Planning): FunctionDraft {
  const { app, table, finder } = planning;
  const cuts = new Map();
  const { kept } = findKeptRegistrations(table.root, ['ANY /', 'ANY /{proxy+}'], { anyMethod: true });
  const described = describe(planning, {
    modules: [...finder.sources.modules.values()],
    cuts,
    routeKeys: ['ANY /', 'ANY /{proxy+}'],
    kept,
    anything: true,
  });
  return {
    routes: table.routes,
    planned: {
      kind: 'lith',
      routes: table.routes.map(({ id }) => id),
      routeKeys: ['$default'],
      cuts,
      modules: app.modules,
      ...described,
    },
    hazards: [],
  };
}

interface Contents extends Pick<ShippingQuestion, 'routeKeys' | 'kept' | 'anything'> {
  readonly modules: readonly LinkedModule[];
  readonly cuts: ReadonlyMap<string, readonly Cut[]>;
}

function describe(
  { app, facts, finder }: Planning,
  { modules, cuts, ...question }: Contents,
): Pick<PlannedFunction, 'files' | 'renders' | 'environment'> {
  const places = modules.flatMap((module) =>
    module.facts.places.filter(({ start }) => !isCut(cuts, module, start)),
  );
  const of = <K extends Place['kind']>(kind: K) =>
    places.filter((place): place is Extract<Place, { kind: K }> => place.kind === kind);
  const renders = of('render').length > 0;
  const alive = new Set(modules);
  const read = app.reads.flatMap(({ path, site, listed }) => {
    const module = finder.sources.modules.get(site.file); // Absent: a package's own.
    const live =
      !module || (alive.has(module) && !isCut(cuts, module, toOffset(module.facts.lineStarts, site)));
    const onlyStood = facts.files.get(path)?.directory && !listed;
    return live ? [{ path, ...(!onlyStood && { contents: true as const }) }] : [];
  });
  return {
    renders,
    environment: [...new Set(of('environment').map(({ name }) => name))].sort(),
    files: listShippedFiles({
      app,
      facts,
      renders,
      named: [...of('path'), ...read],
      ...question,
    }),
  };
}
