import { isFunction } from '../module-tree.ts';
import { memberName, unwrap } from '../syntax.ts';
import { type FindHazards, hazardAt, type Spot, textOf } from './spot.ts';

/** Answers that are sent bit by bit. */
export const findStreaming: FindHazards = (spot) => {
  const { tree, node } = spot;
  if (node.type === 'Literal' && node.value === 'text/event-stream')
    return [hazardAt(node, 'split.streaming', 'an event stream')];
  if (node.type !== 'CallExpression') return [];
  const callee = unwrap(node.callee);
  const text = textOf(tree, callee);
  const streams =
    memberName(callee) === 'flushHeaders' || (/^res(?:ponse)?\.write$/.test(text) && !endsAnswer(spot));
  return streams && callee.type === 'MemberExpression'
    ? [hazardAt(callee.property, 'split.streaming', `\`${text}()\``)]
    : [];
};

function endsAnswer({ tree, ancestors }: Spot): boolean {
  const outer = ancestors.find(isFunction);
  const text = outer ? textOf(tree, outer) : '';
  return /\bres(?:ponse)?\.end\(|\bpipe(?:line)?\(/.test(text) && !/\bset(?:Interval|Timeout)\(/.test(text);
}
