import type { Program } from 'oxc-parser';
import { walk } from 'oxc-walker';
import type { LineIndex } from './line-index.ts';
import type { Range } from './source-facts.ts';

/**
 * Every method call by the place that V8's stack trace gives for it: the property's start, or the end of the callee if that is
 * computed, `router[verb](…)`. The range is what to cut so that the object stays: `.get(…)` of `router.get(…)`.
 */
export function listCalls(program: Program, lines: LineIndex): ReadonlyMap<string, Range> {
  const calls = new Map<string, Range>();
  walk(program, {
    enter(node) {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
      const { object, property, computed, end } = node.callee;
      const { line, column } = lines.locate(computed ? end : property.start);
      calls.set(`${line}:${column}`, { start: object.end, end: node.end });
    },
  });
  return calls;
}
