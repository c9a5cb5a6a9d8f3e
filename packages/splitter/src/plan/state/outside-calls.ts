import { applyRule, callValue } from './apply-rule.ts';
import { listValues, type WrittenCall } from './call.ts';
import { callerOf, handOver } from './functions.ts';
import { natives } from './natives.ts';
import type { ObjectFlow } from './object-flow.ts';
import { goThrough, noteMention, readContents, readEach } from './properties.ts';
import { findRule } from './rules.ts';
import { noteSightings } from './sightings.ts';
import type { Caller } from './things.ts';

/** Apps and routers, and what has connections of its own: there is one, whoever asks. */
const singular =
  /^(?:express(?:\.Router)?|express-promise-router|ws(?:\.WebSocketServer|\.Server)?|socket\.io(?:\.Server)?|websocket\.server|faye-websocket|sockjs\.createServer)$/;
/** What of it talks to clients that no function ever meets. */
export const connections = /^(?:ws|socket\.io|websocket|faye-websocket|sockjs)\b.*\(\)/;

/** Events after which a process handles no more requests. */
export const endings = /^(?:SIGTERM|SIGINT|SIGHUP|SIGQUIT|SIGBREAK|exit|beforeExit|warning)$/;

/** A call of what packages, Node.js or the language have, or of what nobody knows. */
export function callOutside(flow: ObjectFlow, path: string, call: WrittenCall): void {
  if (path !== '') noteMention(flow, flow.outside(path), { run: call.run, start: call.start });
  for (const value of listValues(call)) {
    value.each((thing) => goThrough(flow, thing, { run: call.run, start: call.start }));
  }
  if (natives.get(path)?.(flow, call)) return;
  const rule = findRule(path);
  if (rule) {
    const owner = flow.outside(path.slice(0, Math.max(path.lastIndexOf('.'), 0)));
    applyRule(flow, rule, rule.subject === 'package' ? { ...call, self: flow.createCell(owner) } : call);
    return;
  }
  noteSightings(flow, path, call);
  give(flow, path, call);
  const caller = findCaller(flow, path, call);
  for (const value of listValues(call)) {
    if (caller) handOver(flow, value, caller);
    else callValue(flow, value, { ...call, values: [], spread: flow.createCell(flow.anything) });
  }
}

/** What it comes to: at load, something that stays; later, nothing that matters to others. */
function give(flow: ObjectFlow, path: string, call: WrittenCall): void {
  const { run, id, home, to, constructs, values } = call;
  if (connections.test(`${path}()`)) flow.seen.connecting.add(run.module);
  if (singular.test(path)) to.add(flow.outside(`${path}()`));
  else if (constructs || run.atLoad) {
    // What comes of something that nobody knows is no better known.
    const called = path.endsWith('()') ? '' : `${path}()`;
    const like = constructs ? `${path}.prototype` : called;
    const made = flow.make(run, `${like} ${id}`, { like, home });
    to.add(made);
    if (path === 'WeakRef') values[0]?.flowTo(made.field());
    if (!/^(?:Array|Map|Set|WeakMap|WeakSet)$/.test(path)) return;
    const content = flow.createCell();
    values[0]?.each((given) => readEach(flow, given, content));
    if (path.endsWith('Map')) content.each((pair) => readContents(flow, pair, made.field()));
    else content.flowTo(made.field());
  } else to.add(flow.anything);
}

/** Who will call what the call is given; undefined if the call does. */
function findCaller(flow: ObjectFlow, path: string, call: WrittenCall): Caller | undefined {
  const { text = '', constructs } = call;
  if (constructs && path === 'Promise') return undefined;
  if (/^process\.(?:on|once|addListener)$/.test(path) && endings.test(text)) return flow.seen.end;
  if (path === 'express().on' && text === 'mount') return undefined;
  if (!connections.test(path) && text !== 'upgrade') return callerOf(flow, call.run);
  flow.seen.connecting.add(call.run.module);
  return flow.seen.connections;
}
