import { callValue } from './apply-rule.ts';
import type { WrittenCall } from './call.ts';
import { callerOf, handOver } from './functions.ts';
import type { ObjectFlow } from './object-flow.ts';
import { change, read, readContents, write } from './properties.ts';

/** A call that no rule can describe; whether it was one. */
type Native = (flow: ObjectFlow, call: WrittenCall) => boolean;

const callWithSelf: Native = (flow, call) => {
  const [self, ...values] = call.values;
  call.self?.each((callee) => flow.call(callee, { ...call, self, values }));
  return true;
};

const applyArguments: Native = (flow, call) => {
  const [self, list] = call.values;
  const spread = flow.createCell();
  list?.each((thing) => readContents(flow, thing, spread));
  call.self?.each((callee) => flow.call(callee, { ...call, self, values: [], spread }));
  return true;
};

const bind: Native = (flow, call) => {
  const [self = flow.createCell(), ...values] = call.values;
  call.self?.each((callee) => call.to.add(flow.bind(callee, self, values)));
  return true;
};

const applyReflected: Native = (flow, call) => {
  const [callee, ...values] = call.values;
  return applyArguments(flow, { ...call, self: callee, values });
};

const constructReflected: Native = (flow, call) => {
  const [callee, list] = call.values;
  const spread = flow.createCell();
  list?.each((thing) => readContents(flow, thing, spread));
  callee?.each((each) => flow.call(each, { ...call, values: [], spread, constructs: true }));
  return true;
};

/** Its listeners are given what it is given. */
const emit: Native = (flow, call) => {
  const [, ...values] = call.values;
  call.self?.each((emitter) => {
    const listeners = flow.createCell();
    readContents(flow, emitter, listeners);
    callValue(flow, listeners, { ...call, values });
  });
  return true;
};

/** `storage.run(store, callback)`: what was there before the request may be what the request's code gets. */
const runWith: Native = (flow, call) => {
  const [store, ...callees] = call.values;
  store?.each((thing) => {
    if (thing.lasting) call.self?.each((storage) => storage.field().add(thing));
  });
  for (const callee of callees) callValue(flow, callee, { ...call, values: [] });
  return true;
};

const getStore: Native = (flow, { self, to }) => {
  self?.each((storage) => storage.field().flowTo(to));
  to.add(flow.anything);
  return true;
};

/** `Object.defineProperty(target, name, { value, get, set })` */
const define: Native = (flow, { run, start, lazy, to, values: [targets, ...described] }) => {
  const parts = flow.createCell();
  for (const given of described) {
    handOver(flow, given, callerOf(flow, run));
    given.each((thing) => readContents(flow, thing, parts));
  }
  targets?.each((target) => {
    change(flow, target, { run, start, lazy });
    parts.flowTo(target.field());
    parts.each((part) => readContents(flow, part, target.field()));
  });
  targets?.flowTo(to);
  return true;
};

/** `__decorate([get('/x')], target, name)`: decorators after they were compiled. What they come to is taken for what they decorate. */
const decorate: Native = (flow, { values: [lists, ...decorated], ...call }) => {
  const decorators = flow.createCell();
  lists?.each((list) => readContents(flow, list, decorators));
  const decorating = { ...call, self: undefined, values: decorated, to: flow.createCell() };
  decorators.each((decorator) => flow.call(decorator, decorating));
  decorated[0]?.flowTo(call.to);
  return true;
};

/** `__importStar(require('fs'))`: the module, also as its `default`. */
const importStar: Native = (flow, { run, id, home, values: [modules], to }) => {
  const star = flow.make(run, `star ${id}`, { like: 'Object.prototype', home });
  modules?.flowTo(star.field('default'));
  modules?.flowTo(to);
  to.add(star);
  return true;
};

const createFrom: Native = (flow, { run, id, home, values, to }) => {
  const made = flow.make(run, `create ${id}`, { like: 'Object.prototype', home });
  values[0]?.each((parent) => made.inherit(parent));
  to.add(made);
  return true;
};

const setPrototype: Native = (flow, { run, start, values: [heirs, parents], to }) => {
  heirs?.each((heir) => {
    change(flow, heir, { run, start, lazy: false });
    parents?.each((parent) => heir.inherit(parent));
  });
  heirs?.flowTo(to);
  return true;
};

const inherits: Native = (flow, { run, start, values: [heirs, parents] }) => {
  const [from, to] = [flow.createCell(), flow.createCell()];
  const mention = { run, start, member: 'prototype' };
  heirs?.each((heir) => read(flow, heir, { ...mention, to }));
  parents?.each((parent) => read(flow, parent, { ...mention, to: from }));
  to.each((heir) => from.each((parent) => heir.inherit(parent)));
  return true;
};

/** `app.set('mode', …)`, `app.enable('mode')` */
const set: Native = (flow, { run, start, text, values, to }) => {
  const settings = flow.outside('express().settings');
  const from = values[1] ?? flow.createCell();
  write(flow, settings, { run, start, member: text, from, lazy: false });
  to.add(flow.outside('express()'));
  return true;
};

/** `app.get('mode')`, and not a route; `app.enabled('mode')` */
const get: Native = (flow, { run, start, text, values, to }) => {
  if (values.length !== 1) return false;
  read(flow, flow.outside('express().settings'), { run, start, member: text, to });
  return true;
};

export const natives: ReadonlyMap<string, Native> = new Map([
  ['Function.prototype.call', callWithSelf],
  ['Function.prototype.apply', applyArguments],
  ['Function.prototype.bind', bind],
  ['Reflect.apply', applyReflected],
  ['Reflect.construct', constructReflected],
  ['Object.defineProperty', define],
  ['Object.defineProperties', define],
  ['Reflect.defineProperty', define],
  ['events.prototype.emit', emit],
  ['events.EventEmitter.prototype.emit', emit],
  ['async_hooks.AsyncLocalStorage.prototype.run', runWith],
  ['async_hooks.AsyncLocalStorage.prototype.enterWith', runWith],
  ['async_hooks.AsyncLocalStorage.prototype.getStore', getStore],
  ['tslib.__decorate', decorate],
  ['tslib.__importStar', importStar],
  ['Object.create', createFrom],
  ['Object.setPrototypeOf', setPrototype],
  ['Reflect.setPrototypeOf', setPrototype],
  ['util.inherits', inherits],
  ['inherits', inherits],
  ['express().set', set],
  ['express().enable', set],
  ['express().disable', set],
  ['express().get', get],
  ['express().enabled', get],
  ['express().disabled', get],
]);
