import type { ExpressApp } from '../../express-app.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';
import { call } from './calls.ts';
import type { Cell } from './cells.ts';
import { callFunction, construct, constructLater, handOverThing } from './functions.ts';
import { createModuleLinks } from './module-links.ts';
import { ObjectFlow } from './object-flow.ts';
import { followStep } from './steps.ts';
import type { Run, Thing } from './things.ts';

/** Follows objects through the app: what loading it does, what requests do, and what nobody is seen to call. */
export function followObjects(app: ExpressApp, sources: LinkedSources): ObjectFlow {
  const modules = [...sources.modules.values()];
  const flow: ObjectFlow = new ObjectFlow({ begin, call, accessors: listAccessors(modules) });
  const links = createModuleLinks(flow, sources, app.dynamicRequires);
  for (const module of modules) flow.top(module);
  const entry = sources.modules.get(app.entry);
  if (entry && app.export.kind === 'factory')
    links.findExport(entry, app.export.name).each((factory) => callAtLoad(flow, factory));
  flow.settle();
  for (let some = callUncalled(flow); some; some = callUncalled(flow)) flow.settle();
  return flow;

  function begin(run: Run): void {
    const { functions, imports } = run.module.facts.flow;
    if (run.code === functions[0])
      for (const imported of imports)
        links.findImport(run.module, imported).flowTo(flow.cellOf(run, imported.slot));
    for (const step of run.code.steps) followStep({ flow, links, run }, step);
  }
}

/** As the splitter itself calls a factory, and as modules are called that nobody is seen to load: perhaps with an app. */
function callAtLoad(flow: ObjectFlow, callee: Thing): void {
  const { nature } = callee;
  if (nature.kind !== 'function') return;
  const { by, code } = nature;
  const spread = flow.createCell(flow.anything, flow.outside('express()'));
  const called = { run: flow.top(by.module), start: code.home.start, id: 'uncalled' };
  const call = { ...called, values: [], spread, to: flow.createCell() };
  if (code.kind === 'class') construct(flow, callee, call);
  else callFunction(flow, callee, call);
}

/**
 * Calls what has not been called so far, by anybody; whether there was something. What registers routes ran while the app loaded, and
 * of a class without instances somebody else made one then, or makes them for requests; all else may be called with any request.
 */
function callUncalled(flow: ObjectFlow): boolean {
  const uncalled = flow.things.filter(
    ({ nature }) => nature.kind === 'function' && !flow.hasRun(nature.code),
  );
  const first = uncalled.filter(
    ({ nature }) => nature.kind === 'function' && (nature.code.registers || nature.code.kind === 'class'),
  );
  for (const callee of first) {
    if (isModel(callee)) constructLater(flow, callee);
    else callAtLoad(flow, callee);
  }
  if (first.length === 0)
    for (const [callee, self] of findSelves(flow, uncalled))
      handOverThing(flow, callee, { by: flow.seen.requests, self });
  return uncalled.length > 0;
}

/** Packages that make instances of the app's classes when requests ask for them. */
const modelling = /^(?:@mikro-orm|bookshelf|mongoose|objection|sequelize|typeorm|waterline)\b/;

function isModel({ parents }: Thing, seen = new Set<Cell>()): boolean {
  if (seen.has(parents)) return false;
  seen.add(parents);
  return [...parents.listThings()].some(
    (parent) => modelling.test(parent.path ?? '') || isModel(parent, seen),
  );
}

/** Function -> the objects that have it, or inherit it. */
function findSelves(flow: ObjectFlow, functions: readonly Thing[]): ReadonlyMap<Thing, Cell> {
  const selves = new Map(functions.map((each) => [each, flow.createCell(flow.anything)]));
  for (const thing of flow.things) {
    for (const held of thing.listHeld()) {
      const self = selves.get(held);
      if (self)
        thing.eachHeir((heir) => {
          if (heir.nature.kind !== 'prototype') self.add(heir);
        });
    }
  }
  return selves;
}

function listAccessors(modules: readonly LinkedModule[]): ReadonlySet<string> {
  const steps = modules.flatMap(({ facts }) => facts.flow.functions.flatMap((code) => code.steps));
  return new Set(
    steps.flatMap((step) =>
      step.do === 'write' && /^[gs]et /.test(step.member ?? '') ? (step.member ?? '') : [],
    ),
  );
}
