import type { Write } from '../../source/source-facts.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { Hazard } from './hazard.ts';
import type { LoadTimes, Target } from './state-targets.ts';

/**
 * State that outlives a request: variables of modules, of functions that ran while the app loaded, and fields of objects that were
 * made then, as far as code that runs later changes them. What is only changed while the app loads is a constant by the first request.
 */
export function listStateHazards(sources: LinkedSources, times: LoadTimes): readonly Hazard[] {
  const modules = [...sources.modules.values()];
  const changedInHand = new Set(modules.flatMap(({ facts }) => [...facts.state.changedInHand]));
  const ofModules = modules.flatMap((module) => [
    ...module.facts.state.writes.flatMap((write) => toWriteHazard(times, module, write)),
    ...module.facts.state.handedOn.flatMap(({ as, write }) =>
      changedInHand.has(as) ? toWriteHazard(times, module, write) : [],
    ),
    ...listClosureHazards(times, module),
    ...listClassHazards(times, module),
  ]);
  return [...ofModules, ...listApplicationHazards(sources, times)];
}

function toWriteHazard(times: LoadTimes, module: LinkedModule, write: Write): readonly Hazard[] {
  if (times.runsOnlyAtLoad(module, write.scope)) return [];
  const target = times.find(module, write);
  const variable = target && findVariable(target);
  if (!target || !variable) {
    // A property of a package, for all who use the package.
    const ofPackage = module.imports.has(write.name) && write.how === 'property' && !target;
    const data = /\.json$/.test(module.imports.get(write.name)?.specifier ?? '');
    return ofPackage || data ? [shared(module, write.start, `\`${write.name}\`, a package's object,`)] : [];
  }
  if (!variable.holds && (write.how === 'entries' || write.how === 'element')) return [];
  if (write.lazy)
    return [{ ...shared(target.module, variable.start, `\`${target.key}\``), code: 'split.lazy-singleton' }];
  return [shared(target.module, variable.start, `\`${target.key}\``)];
}

/** That of a key, or of the object which the key is a property of: `store.add`, `module.exports.count`. */
function findVariable({ module, key }: Target) {
  const { variables } = module.facts.state;
  const whole = key.startsWith('module.exports') ? 'module.exports' : (key.split('.')[0] ?? '');
  return variables.get(key) ?? variables.get(whole);
}

function listClosureHazards(times: LoadTimes, module: LinkedModule): readonly Hazard[] {
  return [...module.facts.state.closures].flatMap(([key, { name, start }]) => {
    if (key === '' || module.facts.state.registering.has(key)) return [shared(module, start, `\`${name}\``)];
    return listLoadCalls(times, { module, key }).map((use) =>
      shared(use.module, use.use.start, `\`${name}\` of \`${key}\``),
    );
  });
}

function listClassHazards(times: LoadTimes, module: LinkedModule): readonly Hazard[] {
  const { variables, extending, mutableClasses } = module.facts.state;
  const keys = new Set([...mutableClasses.keys(), ...extending.keys()]);
  return [...keys].flatMap((key) => {
    const field = findMutableField(times, { module, key });
    if (field === undefined) return [];
    const target = { module, key };
    const what = `the field \`${field}\` of \`${key === 'module.exports' || key === 'export default' ? 'a class' : key}\``;
    const made = times.usesOf(target).some(({ use }) => use.called);
    // Nobody makes one here: a container does, and keeps it.
    if (!made && !isExtended(times, target)) return [shared(module, variables.get(key)?.start ?? 0, what)];
    return listLoadCalls(times, target).map((use) => shared(use.module, use.use.start, what));
  });
}

function findMutableField(
  times: LoadTimes,
  { module, key }: Target,
  seen = new Set<string>(),
): string | undefined {
  const { mutableClasses, extending } = module.facts.state;
  const own = mutableClasses.get(key);
  const base = extending.get(key);
  const id = `${module.facts.file} ${key}`;
  if (own !== undefined || base === undefined || seen.has(id)) return own;
  const target = times.find(module, { name: base });
  return target && findMutableField(times, target, seen.add(id));
}

function isExtended(times: LoadTimes, target: Target): boolean {
  return times
    .usesOf(target)
    .some(({ module, use }) => [...module.facts.state.extending.values()].includes(use.name));
}

function listLoadCalls(times: LoadTimes, target: Target) {
  return times
    .usesOf(target)
    .filter(({ module, use }) => use.called && (use.kept || times.runsAtLoad(module, use.scope)));
}

/** `app.locals`, as soon as any request writes there: then it matters to whoever reads it, templates included. */
function listApplicationHazards(sources: LinkedSources, times: LoadTimes): readonly Hazard[] {
  const mentions = [...sources.modules.values()].flatMap((module) =>
    module.facts.state.locals
      .filter(({ scope }) => !times.runsOnlyAtLoad(module, scope))
      .map((mention) => ({ module, ...mention })),
  );
  if (!mentions.some(({ writes }) => writes)) return [];
  const rendering = [...sources.modules.values()].flatMap((module) =>
    module.facts.places.filter(({ kind }) => kind === 'render').map(({ start }) => ({ module, start })),
  );
  return [...mentions, ...rendering].map(({ module, start }) => shared(module, start, '`app.locals`'));
}

function shared(module: LinkedModule, start: number, what: string): Hazard {
  return { code: 'split.shared-state', module, start, what };
}
