import type { Mention } from './call.ts';
import type { Cell } from './cells.ts';
import { callerOf, callFunction, handOver } from './functions.ts';
import type { ObjectFlow } from './object-flow.ts';
import { findRule } from './rules.ts';
import type { Thing, Variable } from './things.ts';

interface Reading extends Mention {
  readonly to: Cell;
}

/** What the property may hold, be it inherited or the result of an accessor. A function's prototype is its own, whatever it extends. */
export function read(flow: ObjectFlow, thing: Thing, reading: Reading): void {
  const ofSelf = { ...reading, self: thing };
  if (reading.member === 'prototype' && thing.nature.kind === 'function') readFields(flow, thing, ofSelf);
  else thing.eachInChain((owner) => readOwn(flow, owner, ofSelf));
}

interface OwnReading extends Reading {
  /** What it is asked of, which may inherit it. */
  readonly self: Thing;
}

function readOwn(flow: ObjectFlow, owner: Thing, reading: OwnReading): void {
  const { member, to } = reading;
  noteMention(flow, owner, reading);
  const method = member === undefined ? undefined : findMethod(owner, member);
  if (method !== undefined) {
    to.add(flow.outside(method));
    return;
  }
  const { nature } = owner;
  if (isClosed(owner)) to.add(owner);
  if (nature.kind === 'request' && member === 'app') to.add(flow.outside('express()'));
  if (nature.kind === 'outside')
    to.add(member === undefined ? flow.anything : flow.outside(joinPath(nature.path, member)));
  readFields(flow, owner, reading);
}

/** What has no parts but those that code gives it. */
const open =
  /^(?:Object|Array|Map|Set|WeakMap|WeakSet|WeakRef|Iterator|RegExp|Date|Promise|\w*(?:Array|Error))\.prototype$/;

/** What nobody can look into: a part of it is no less it. */
function isClosed({ nature }: Thing): boolean {
  return (
    nature.kind === 'anything' ||
    nature.kind === 'request' ||
    (nature.kind === 'made' && !open.test(nature.like))
  );
}

/** Path of a method that has a rule: it hides whatever the object holds. */
function findMethod(owner: Thing, member: string): string | undefined {
  const { nature } = owner;
  const isOutside = nature.kind === 'outside';
  const known = [
    ...(nature.kind === 'made' ? [`${nature.like}.${member}`] : []),
    ...(nature.kind === 'request' ? [`request.${member}`] : []),
    ...(isOutside ? [joinPath(nature.path, member)] : []),
    ...(isOutside || nature.kind === 'function' ? [`Function.prototype.${member}`] : []),
    ...(nature.kind === 'prototype' ? [] : [`Promise.prototype.${member}`]),
  ].find(findRule);
  if (known !== undefined || !(isOutside || isClosed(owner))) return known;
  if (member === 'next') return 'Iterator.prototype.next';
  // It may be an array, which a method changes, or goes through at once.
  const listed = `Array.prototype.${member}`;
  const rule = findRule(listed);
  return rule?.changes || /^(?:elements|folding)$/.test(rule?.calls ?? '') ? listed : undefined;
}

function readFields(flow: ObjectFlow, owner: Thing, { member, run, start, self, to }: OwnReading): void {
  if (member === undefined) {
    owner.eachValue((value) => value.flowTo(to));
    return;
  }
  owner.field(member).flowTo(to);
  owner.field().flowTo(to);
  if (!flow.accessors.has(`get ${member}`)) return;
  const call = { run, start, id: '', self: flow.createCell(self), values: [], to };
  owner.field(`get ${member}`).each((accessor) => callFunction(flow, accessor, call));
}

interface Writing extends Mention {
  readonly from: Cell;
  readonly lazy: boolean;
}

export function write(flow: ObjectFlow, thing: Thing, writing: Writing): void {
  const { run, start, member, from } = writing;
  const { kind } = thing.nature;
  from.each((kept) => noteMention(flow, kept, { run, start }));
  // Packages may call what they find there.
  if (/^(?:anything|request|outside)$/.test(kind)) handOver(flow, from, callerOf(flow, run));
  if (kind === 'anything') return;
  from.flowTo(thing.field(member));
  if (kind === 'outside') namePlaced(thing, writing);
  if (flow.accessors.has(`set ${member}`)) {
    const call = { run, start, id: '', self: flow.createCell(thing), values: [from], to: flow.createCell() };
    thing.eachInChain((owner) =>
      owner.field(`set ${member}`).each((accessor) => callFunction(flow, accessor, call)),
    );
  }
  noteMention(flow, thing, writing);
  if (thing.lasting) noteChange(flow, thing, writing);
}

/** A value is written. What depends on the request is none that every process makes alike. */
export function noteChange(
  flow: ObjectFlow,
  of: Thing | Variable,
  { run, start, member, lazy, from }: Writing,
): void {
  if (run.atLoad) return;
  const changed = { of, member, run, start };
  flow.seen.changes.push({ ...changed, lazy });
  if (lazy)
    from.each(({ nature }) => {
      if (nature.kind === 'request') flow.seen.changes.push({ ...changed, lazy: false });
    });
}

/** `app.locals.users = []`: whoever wants that asks `app.locals` for it. */
function namePlaced({ path = '' }: Thing, { run, start, member = '*', from }: Writing): void {
  from.each((thing) => {
    const { nature } = thing;
    if (nature.kind !== 'made' || nature.by !== run) return;
    if (nature.home.nameless || nature.home.start === start) thing.path ??= joinPath(path, member);
  });
}

export function change(flow: ObjectFlow, thing: Thing, mention: Mention & { readonly lazy: boolean }): void {
  const { run, start, member, lazy } = mention;
  noteMention(flow, thing, mention);
  if (!run.atLoad && thing.lasting) flow.seen.changes.push({ of: thing, member, run, start, lazy });
}

/** Notes by what path code gets at a thing; without a member, at all of it, and at what it holds. Once a place: many calls may lead there. */
export function noteMention(flow: ObjectFlow, thing: Thing, { run, start, member }: Mention): void {
  if (run.atLoad) return;
  const places = thing.mentions.get(run) ?? new Set();
  thing.mentions.set(run, places);
  const place = `${start} ${member ?? '*'}`;
  if (places.has(place)) return;
  places.add(place);
  const note = (path: string) => flow.seen.mentions.push({ path, run, start });
  if (member === undefined) thing.listNamed().each(({ path = '' }) => note(joinPath(path, '*')));
  else if (thing.path !== undefined) note(joinPath(thing.path, member));
}

export function joinPath(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

/** Goes through it, or hands it to somebody who may: an iterator is behind then what it gave. */
export function goThrough(flow: ObjectFlow, thing: Thing, mention: Mention): void {
  const { nature } = thing;
  if (nature.kind === 'made' && nature.like === 'Iterator.prototype')
    change(flow, thing, { ...mention, lazy: false });
  else noteMention(flow, thing, mention);
}

/** What iterating it gives: of a Map, pairs. */
export function readEach(flow: ObjectFlow, thing: Thing, to: Cell): void {
  if (thing.nature.kind === 'made' && thing.nature.like === 'Map.prototype') to.add(flow.pairOf(thing));
  else readContents(flow, thing, to);
}

/** What it holds, under whatever name. */
export function readContents(flow: ObjectFlow, thing: Thing, to: Cell): void {
  if (isClosed(thing)) to.add(thing);
  if (thing.nature.kind === 'outside') to.add(flow.anything);
  thing.eachValue((value) => value.flowTo(to));
}
