import type { CallStep, Step } from '../../source/flow/flow-facts.ts';
import type { WrittenCall } from './call.ts';
import type { Cell } from './cells.ts';
import type { ModuleLinks } from './module-links.ts';
import type { ObjectFlow } from './object-flow.ts';
import { goThrough, noteChange, read, readEach, write } from './properties.ts';
import type { Run } from './things.ts';

interface Frame {
  readonly flow: ObjectFlow;
  readonly links: ModuleLinks;
  readonly run: Run;
}

/** Lets flow what one step of a function moves, in one of its runs. */
export function followStep({ flow, links, run }: Frame, step: Step): void {
  const at = (slot: number): Cell => flow.cellOf(run, slot);
  switch (step.do) {
    case 'copy': {
      const target = at(step.to);
      at(step.from).flowTo(target);
      const { keeper } = target;
      if (keeper && run.module.facts.flow.homes.has(step.to))
        noteChange(flow, keeper, { ...step, run, from: at(step.from) });
      break;
    }
    case 'make':
      at(step.to).add(flow.make(run, `make ${step.to}`, step));
      break;
    case 'close': {
      const code = run.module.facts.flow.functions[step.function];
      if (code) at(step.to).add(flow.close(run, code, step.home));
      break;
    }
    case 'read':
      at(step.of).each((thing) => read(flow, thing, { ...step, run, to: at(step.to) }));
      break;
    case 'write':
      at(step.of).each((thing) => write(flow, thing, { ...step, run, from: at(step.from) }));
      break;
    case 'each':
      at(step.of).each((thing) => {
        goThrough(flow, thing, { ...step, run });
        readEach(flow, thing, at(step.to));
      });
      break;
    case 'inherit':
      at(step.of).each((heir) => at(step.from).each((parent) => heir.inherit(parent)));
      break;
    case 'load':
      (step.specifier === undefined
        ? links.findLoaded(run.module, step.start)
        : links.findImport(run.module, { specifier: step.specifier, imported: '*' })
      ).flowTo(at(step.to));
      break;
    case 'call':
      followCall(flow, run, step);
  }
}

function followCall(flow: ObjectFlow, run: Run, step: CallStep): void {
  const at = (slot: number): Cell => flow.cellOf(run, slot);
  const call: WrittenCall = {
    ...step,
    run,
    values: step.values.map(at),
    spread: step.spread === undefined ? undefined : at(step.spread),
    self: step.self === undefined ? undefined : at(step.self),
    to: at(step.to),
    id: `${step.to}`,
  };
  if (step.callee !== undefined) at(step.callee).each((callee) => flow.call(callee, call));
  if (step.of === undefined) return;
  at(step.of).each((thing) => {
    const [method, self] = [flow.createCell(), flow.createCell(thing)];
    read(flow, thing, { run, start: step.start, member: step.member, to: method });
    method.each((callee) => flow.call(callee, { ...call, self }));
  });
}
