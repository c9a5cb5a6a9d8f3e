import { listValues, type WrittenCall } from './call.ts';
import type { Cell } from './cells.ts';
import { callerOf, handOver } from './functions.ts';
import type { ObjectFlow } from './object-flow.ts';
import { change, readContents, readEach } from './properties.ts';
import type { Rule } from './rules.ts';

/** Does what the rule says of a call. */
export function applyRule(flow: ObjectFlow, rule: Rule, call: WrittenCall): void {
  const { run, start, lazy } = call;
  const [first = flow.createCell(), ...others] = call.values;
  const ofFirst = rule.subject === 'first';
  const subjects = ofFirst ? first : (call.self ?? flow.createCell());
  const given = listValues(ofFirst ? { ...call, values: others } : call);
  const elements = flow.createCell();
  subjects.each((subject) => {
    readContents(flow, subject, elements);
    if (rule.changes) change(flow, subject, { run, start, lazy });
    for (const value of given) {
      if (rule.keeps === 'values') value.flowTo(subject.field());
      if (rule.keeps === 'contents')
        value.each((thing) => thing.eachValue((content, name) => content.flowTo(subject.field(name))));
    }
  });
  const parts = { ...call, subjects, given, elements };
  give(flow, rule, { ...parts, results: callBack(flow, rule, parts) });
}

interface Parts extends WrittenCall {
  readonly subjects: Cell;
  /** What else was given. */
  readonly given: readonly Cell[];
  /** What is in the subjects. */
  readonly elements: Cell;
}

/** What the functions come to that were given. */
function callBack(flow: ObjectFlow, { calls }: Rule, parts: Parts): Cell {
  const { run, subjects, given, elements } = parts;
  const results = flow.createCell();
  if (calls === 'folding') (given[1] ?? elements).flowTo(results);
  const passed = {
    elements: [elements, elements, subjects],
    folding: [results, elements],
    settling: [subjects],
  };
  for (const value of given) {
    if (calls === 'later') handOver(flow, value, callerOf(flow, run));
    else if (calls)
      callValue(flow, value, { ...parts, values: passed[calls], spread: undefined, to: results });
  }
  return results;
}

/** Calls a value as far as it is a function, without `this`. */
export function callValue(flow: ObjectFlow, value: Cell, call: WrittenCall): void {
  value.each((thing) => {
    if (/^(?:function|bound|outside)$/.test(thing.nature.kind))
      flow.call(thing, { ...call, constructs: false, self: undefined });
  });
}

function give(flow: ObjectFlow, { gives, calls }: Rule, parts: Parts & { readonly results: Cell }): void {
  const { run, id, home, to, subjects, given, elements, results } = parts;
  const each = flow.createCell();
  switch (gives) {
    case 'subject':
      subjects.flowTo(to);
      break;
    case 'element':
      elements.flowTo(to);
      break;
    case 'result':
      results.flowTo(to);
      if (calls === 'settling') subjects.flowTo(to);
      break;
    case 'results':
      make('Array', results);
      break;
    case 'flatResults':
      results.each((result) => readContents(flow, result, each));
      make('Array', results, each);
      break;
    case 'pairs':
      subjects.each((subject) => each.add(flow.pairOf(subject)));
      make('Array', each);
      break;
    case 'flat':
      elements.each((element) => readContents(flow, element, each));
      make('Array', elements, each);
      break;
    case 'joined':
      for (const value of given) value.each((thing) => readEach(flow, thing, each));
      make('Array', elements, each, ...given);
      break;
    case 'copy':
      subjects.each((subject) => readEach(flow, subject, each));
      make('Array', each, results);
      break;
    case 'iterator':
      subjects.each((subject) => readEach(flow, subject, each));
      make('Iterator', elements, each);
      break;
    case undefined:
      to.add(flow.anything);
  }

  function make(like: string, ...contents: readonly Cell[]): void {
    const made = flow.make(run, `${gives} ${id}`, { like: `${like}.prototype`, home });
    for (const content of contents) content.flowTo(made.field());
    to.add(made);
  }
}
