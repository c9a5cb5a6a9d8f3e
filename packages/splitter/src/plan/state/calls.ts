import type { WrittenCall } from './call.ts';
import { callFunction, construct } from './functions.ts';
import type { ObjectFlow } from './object-flow.ts';
import { callOutside } from './outside-calls.ts';
import type { Thing } from './things.ts';

/** A call, now that it is known of what. */
export function call(flow: ObjectFlow, callee: Thing, written: WrittenCall): void {
  const { nature } = callee;
  switch (nature.kind) {
    case 'function':
      if (written.constructs) construct(flow, callee, written);
      else callFunction(flow, callee, written);
      break;
    case 'bound': {
      const values = [...nature.values, ...written.values];
      call(flow, nature.target, { ...written, self: nature.self, values });
      break;
    }
    case 'outside':
      callOutside(flow, nature.path, written);
      break;
    case 'made':
      callOutside(flow, `${nature.like}.()`, { ...written, self: flow.createCell(callee) });
      break;
    default:
      callOutside(flow, '', written);
  }
}
