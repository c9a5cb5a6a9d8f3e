import type { Mention } from './call.ts';
import type { Cell } from './cells.ts';
import { callerOf, callFunction, handOver } from './functions.ts';
import type { ObjectFlow } from './object-flow.ts';
import { findRule } from './rules.ts';
import type { Thing } from './things.ts';

interface Reading extends Mention {
  readonly to: Cell;
}

/** What the property may hold, be it inherited or the result of an accessor. */
export function read(flow: ObjectFlow, thing: Thing, reading: Reading): void {
  const { member, to } = reading;
  thing.eachInChain((owner) => {
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
    readFields(flow, owner, { ...reading, self: thing });
  });
}

/** What nobody can look into: a part of it is no less it. */
function isClosed({ nature }: Thing): boolean {
  return (
    nature.kind === 'anything' ||
    nature.kind === 'request' ||
    (nature.kind === 'made' && !/^[A-Z]\w*\.prototype$/.test(nature.like))
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
    `Promise.prototype.${member}`,
  ].find(findRule);
  if (known !== undefined || !(isOutside || isClosed(owner))) return known;
  // It may be an array, which a method changes, or goes through at once.
  const listed = `Array.prototype.${member}`;
  const rule = findRule(listed);
  return rule?.changes || /^(?:elements|folding)$/.test(rule?.calls ?? '') ? listed : undefined;
}

function readFields(
  flow: ObjectFlow,
  owner: Thing,
  { member, run, start, self, to }: Reading & { readonly self: Thing },
): void {
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
  change(flow, thing, writing);
}

/** `app.locals.users = []`: whoever wants that asks `app.locals` for it. */
function namePlaced({ path = '' }: Thing, { run, start, member = '*', from }: Writing): void {
  from.each((thing) => {
    const { nature } = thing;
    if (nature.kind === 'made' && nature.by === run && nature.home.start === start)
      thing.path ??= joinPath(path, member);
  });
}

export function change(flow: ObjectFlow, thing: Thing, mention: Mention & { readonly lazy: boolean }): void {
  const { run, start, member, lazy } = mention;
  noteMention(flow, thing, mention);
  if (!run.atLoad && thing.lasting) flow.seen.changes.push({ of: thing, member, run, start, lazy });
}

/** Notes by what path code gets at a thing; without a member, at all of it. */
export function noteMention(flow: ObjectFlow, thing: Thing, { run, start, member = '*' }: Mention): void {
  const { path } = thing;
  if (path !== undefined && !run.atLoad)
    flow.seen.mentions.push({ path: joinPath(path, member), run, start });
}

export function joinPath(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

/** What a loop takes out of it: of a Map, pairs. */
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
