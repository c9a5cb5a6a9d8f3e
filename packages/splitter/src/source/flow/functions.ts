import type { ArrowFunctionExpression, Function as FunctionNode, Node } from 'oxc-parser';
import { anything, type Home, type Slot } from './flow-facts.ts';
import type { Lowering } from './lowering.ts';
import { assign } from './targets.ts';

type Callable = FunctionNode | ArrowFunctionExpression;

/** A function or class as a value, which its own name means, too. */
export function close(
  lowering: Lowering,
  made: { readonly index: number; readonly home: Home; readonly id: Node | null | undefined },
): Slot {
  const { index, home, id } = made;
  const to = lowering.createSlot();
  lowering.emit({ do: 'close', to, function: index, home });
  if (id) lowering.copy(to, lowering.declare(id, home), id);
  return to;
}

export function lowerFunction(lowering: Lowering, node: Callable): Slot {
  const { id, start } = node;
  const declared = node.type === 'FunctionDeclaration' && id;
  const home = declared ? { name: declared.name, start } : lowering.findHome();
  const index = lowering.define({
    node,
    home,
    kind: node.generator ? 'generator' : 'function',
    arrow: node.type === 'ArrowFunctionExpression',
    lowerBody: () => lowerBody(lowering, node),
  });
  return close(lowering, { index, home, id });
}

/** Parameters and body of the function that is being defined. */
export function lowerBody(lowering: Lowering, { params, body, expression }: Callable): readonly Slot[] {
  const slots = params
    .filter((param) => !(param.type === 'Identifier' && param.name === 'this'))
    .flatMap((param) => lowerParam(lowering, param));
  if (!body) return slots;
  const value = lowering.lower(body);
  if (expression) lowering.copy(value, lowering.returned, body);
  return slots;
}

/** Its slot; `...rest` has none of its own. */
function lowerParam(lowering: Lowering, param: Node): readonly Slot[] {
  switch (param.type) {
    case 'Identifier':
      return [lowering.declare(param, { name: param.name, start: param.start })];
    case 'RestElement': {
      const of = lowering.make('Array');
      lowering.emit({ do: 'write', of, from: lowering.createRest(), start: param.start, lazy: false });
      assign(lowering, param.argument, { value: of, at: param });
      return [];
    }
    case 'TSParameterProperty': {
      const [from = anything] = lowerParam(lowering, param.parameter);
      const name = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
      const member = 'name' in name ? String(name.name) : '';
      lowering.emit({ do: 'write', of: lowering.self, member, from, start: param.start, lazy: false });
      return [from];
    }
    default: {
      const value = lowering.createSlot();
      assign(lowering, param, { value, at: param });
      return [value];
    }
  }
}
