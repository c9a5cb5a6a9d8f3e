import type { Scenario, Step } from '../scenario/scenario.ts';
import type { Probed } from './probe.ts';
import type { Divergence } from './search-report.ts';

/** How often a sequence that differs is played again, to see whether it always does. */
const replays = 3;

/**
 * Plays what led to a difference again, from a fresh state each time.
 *
 * @param play absent where there is no way to a fresh state.
 */
export async function replay(
  found: Probed,
  play?: (steps: readonly Step[]) => Promise<Probed>,
): Promise<Pick<Divergence, 'replays' | 'recurred'> & { readonly probed: Probed }> {
  if (!play) return { probed: found, replays: 0, recurred: 0 };
  const differing: Probed[] = [];
  for (let count = 0; count < replays; count++) {
    const again = await play(found.scenario.steps);
    if (again.differsAfter !== undefined) differing.push(again);
  }
  return { probed: differing[0] ?? found, replays, recurred: differing.length };
}

/** The scenario that shows a difference: its steps, each with the status that the baseline answered. */
export function toReproduction({ scenario, baseline }: Probed): Scenario {
  const played = baseline.scenarios[0]?.steps ?? [];
  const steps = scenario.steps.map((step, index): Step => {
    const answer = played[index];
    return answer?.outcome === 'answered' ? { ...step, expect: answer.response.status } : step;
  });
  return { ...scenario, steps };
}
