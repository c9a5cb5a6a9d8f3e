import type { Step } from '../scenario/scenario.ts';
import { listUses, type RequestTemplate } from '../scenario/template.ts';
import type { Probed } from './probe.ts';

/**
 * Drops whatever a difference does not need, half of the steps at a time, then a quarter, in the end one by one, from the last to the
 * first; with a step go those that take what it gives. fast-check keeps the last command, and the looks around are none of its own.
 *
 * @param play gives nothing when the time is up.
 */
export async function dropSteps(
  found: Probed,
  play: (steps: readonly Step[]) => Promise<Probed | undefined>,
): Promise<Probed> {
  let shortest = cutOff(found);
  for (let size = halve(shortest.scenario.steps.length); size > 0; size = halve(size)) {
    // The last one shows the difference.
    for (let end = shortest.scenario.steps.length - 1; end > 0; end -= size) {
      const probed = await play(withoutSteps(shortest.scenario.steps, Math.max(0, end - size), end));
      if (!probed) return shortest;
      if (probed.differsAfter === undefined) continue;
      shortest = cutOff(probed);
      end = Math.min(end, shortest.scenario.steps.length - 1 + size);
    }
  }
  return shortest;
}

const halve = (size: number) => Math.floor(size / 2);

/** Without what came after the difference. */
export function cutOff({ scenario: { name, steps }, ...found }: Probed): Probed {
  const scenario = { name, steps: steps.slice(0, found.differsAfter) };
  const kept = new Set(scenario.steps.map((step) => step.name));
  const judged = found.steps.filter((step) => step.scenario !== name || kept.has(step.step));
  return { ...found, scenario, steps: judged };
}

/** Without the steps from `start` to before `end`, and without those that take what these give. */
function withoutSteps(steps: readonly Step[], start: number, end: number): Step[] {
  const gone = new Set<string>();
  const left = steps.filter((step, index) => {
    const { template } = step.request as RequestTemplate;
    const isGone = (index >= start && index < end) || listUses(template).some((name) => gone.has(name));
    if (isGone) for (const name of Object.keys(step.capture ?? {})) gone.add(name);
    return !isGone;
  });
  return left.map((step, index) => ({ ...step, name: step.name.replace(/^\d+/, String(index + 1)) }));
}
