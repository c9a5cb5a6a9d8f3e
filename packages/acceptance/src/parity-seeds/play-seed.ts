import { type Finding, formatFinding, generateScenarios, play, type Scenario } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { createRandom } from '../chaos/random.ts';
import { compareWithLith } from '../compare-stages.ts';
import type { FreshStages } from '../fresh-stage.ts';
import * as suite from '../suite/index.ts';

interface SeedOptions {
  /** Whether tables are as they were seeded, or as earlier seeds have left them. */
  readonly isFresh: boolean;
  /** Of how many routes requests are generated. Default 5. */
  readonly routes?: number;
}

/** What came of a seed. */
export interface SeedOutcome {
  readonly seed: number;
  readonly isFresh: boolean;
  readonly scenarios: number;
  readonly exchanges: number;
  readonly findings: readonly string[];
}

/** Plays the suite in an order that follows from the seed, among it requests that are generated for routes that it draws. */
export async function playSeed(
  seed: number,
  { baseline, calibration, candidate }: FreshStages,
  { isFresh, routes = 5 }: SeedOptions,
): Promise<SeedOutcome> {
  const random = createRandom(seed);
  const generated = generateScenarios(
    shuffle(suite.routes, random)
      .slice(0, routes)
      .map((routeKey) => ({ id: routeKey, routeKeys: [routeKey] })),
    { seed: String(seed), values: { flightId: Object.values(specialFlights) } },
  ).map(withoutBroken);
  const own = isFresh ? suite.scenarios : listRepeatable(suite.scenarios);
  const scenarios = shuffle([...own, ...generated], random);
  const stages = [baseline, candidate, calibration];
  if (isFresh) await Promise.all(stages.map((stage) => stage.renew()));
  const [left, right, second] = await Promise.all(stages.map(({ target }) => play(scenarios, target)));
  if (!left || !right || !second) throw new Error('three stages were played');
  const report = compareWithLith({ baseline: left, candidate: right, calibration: second });
  return {
    seed,
    isFresh,
    scenarios: report.scenarios,
    exchanges: report.exchanges,
    findings: report.findings.filter((finding) => !isAlike(finding)).map(formatFinding),
  };
}

/** A scenario that cannot go on for the same reason on both sides finds the tables too much used, and no difference. */
const isAlike = ({ code, baseline, candidate }: Finding): boolean =>
  code === 'parity.not-reached' && baseline === candidate;

/** What breaks off half-way is answered by whatever listens in front, as far as it has read. */
const withoutBroken = (scenario: Scenario): Scenario => ({
  ...scenario,
  steps: scenario.steps.filter(({ mayHangUp }) => !mayHangUp),
});

/** On used tables seats and points are others than scenarios expect: what matters is that they are the same on both sides. */
function listRepeatable(scenarios: readonly Scenario[]): Scenario[] {
  return scenarios
    .filter(({ steps }) => steps.every(({ settles }) => settles === undefined))
    .map((scenario) => ({ ...scenario, steps: scenario.steps.map(({ expect: _, ...step }) => step) }));
}

/** Fisher and Yates. */
function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}
