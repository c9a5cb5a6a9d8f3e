import type { Call } from './call.ts';
import type { Cell } from './cells.ts';
import type { ObjectFlow } from './object-flow.ts';
import type { Caller, Run, Thing } from './things.ts';

/** A function of the app's own is called: what it is given flows in, what it returns flows back. */
export function callFunction(flow: ObjectFlow, callee: Thing, call: Call): void {
  const run = enter(flow, callee, call.run.atLoad);
  if (!run) return;
  call.run.calls.add(run);
  if (call.run.atLoad) run.sites.push({ module: call.run.module, start: call.start });
  passArguments(flow, run, call);
  const returned = flow.cellOf(run, run.code.returned);
  if (run.code.kind !== 'generator') {
    returned.flowTo(call.to);
    return;
  }
  const home = { name: run.code.home.name, start: call.start };
  const iterator = flow.make(call.run, `iterator ${call.id}`, { like: 'Iterator.prototype', home });
  returned.flowTo(iterator.field());
  call.to.add(iterator);
}

/** `new Store()`: what it makes is known by the place of the call. */
export function construct(flow: ObjectFlow, callee: Thing, call: Call): void {
  const { nature } = callee;
  if (nature.kind !== 'function') return;
  const home = { name: `new ${nature.home.name}()`, start: call.start };
  const id = `new ${call.id} ${nature.code.returned}`;
  const instance = flow.make(call.run, id, { like: 'Object.prototype', home });
  callee.field('prototype').each((prototype) => instance.inherit(prototype));
  call.to.add(instance);
  callFunction(flow, callee, { ...call, self: flow.createCell(instance) });
}

/** Packages make instances of a class that extends theirs, as of a model, when requests ask for them. */
export function constructLater(flow: ObjectFlow, callee: Thing): void {
  const run = enter(flow, callee, false);
  const { nature } = callee;
  if (!run || nature.kind !== 'function') return;
  flow.seen.requests.calls.add(run);
  const instance = flow.make(run, 'instance', { like: 'Object.prototype', home: nature.home });
  callee.field('prototype').each((prototype) => instance.inherit(prototype));
  passArguments(flow, run, {
    self: flow.createCell(instance),
    values: [],
    spread: flow.createCell(flow.anything),
  });
}

/** The run of a function that a call at load, or a later one, belongs to. */
function enter(flow: ObjectFlow, { nature }: Thing, atLoad: boolean): Run | undefined {
  if (nature.kind !== 'function') return undefined;
  const { by, code } = nature;
  return flow.enter(by.module, code, by.level + (atLoad && by.level === code.depth ? 1 : 0));
}

function passArguments(
  flow: ObjectFlow,
  run: Run,
  { self, values, spread }: Pick<Call, 'self' | 'values' | 'spread'>,
): void {
  const { code, module } = run;
  const { functions, owners } = module.facts.flow;
  // That of an arrow function is not its own.
  if (functions[owners[code.self] ?? 0] === code) self?.flowTo(flow.cellOf(run, code.self));
  const rest = code.rest === undefined ? undefined : flow.cellOf(run, code.rest);
  const params = code.params.map((param) => flow.cellOf(run, param));
  const all = code.all === undefined ? [] : [flow.cellOf(run, code.all)];
  for (const [index, value] of values.entries()) {
    const target = params[index] ?? rest;
    for (const each of target ? [target, ...all] : all) value.flowTo(each);
  }
  if (spread) for (const target of [...params, ...(rest ? [rest] : []), ...all]) spread.flowTo(target);
}

/** Others are given something: they may call its functions, and the methods of instances, at any later time. */
export function handOver(flow: ObjectFlow, given: Cell, by: Caller): void {
  given.each((thing) => handOverThing(flow, thing, { by }));
}

/** Who calls what a run hands over: whatever makes it run or, of what runs while the app loads, requests. */
export function callerOf({ seen }: ObjectFlow, run: Run): Caller {
  return run.atLoad ? seen.requests : run;
}

export function handOverThing(
  flow: ObjectFlow,
  thing: Thing,
  { by, self = flow.createCell(flow.anything) }: { readonly by: Caller; readonly self?: Cell },
): void {
  const { nature } = thing;
  if (nature.kind === 'bound') handOverThing(flow, nature.target, { by, self: nature.self });
  if (nature.kind === 'made') by.calls.add(thing.handedTo ?? openUp(flow, thing));
  const run =
    nature.kind === 'function' && nature.code.kind !== 'class' ? enter(flow, thing, false) : undefined;
  if (!run) return;
  by.calls.add(run);
  passArguments(flow, run, { self, values: [], spread: flow.createCell(flow.request) });
}

/** Hands over what an object has. A literal describes something as often as it is something: what `this` is in its functions is not known. */
function openUp(flow: ObjectFlow, thing: Thing): Caller {
  const by: Caller = { calls: new Set() };
  thing.handedTo = by;
  const self = flow.createCell(thing);
  thing.eachInChain((owner) =>
    owner.eachValue((value) =>
      value.each((held) => handOverThing(flow, held, owner === thing ? { by } : { by, self })),
    ),
  );
  return by;
}
