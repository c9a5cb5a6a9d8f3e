import type { Cloud } from '@unlith/local-cloud';
import { compare, type Playthrough, play, type Scenario } from '@unlith/parity';
import { createTarget } from '../side-by-side.ts';
import * as suite from '../suite/index.ts';

/** Whether a running split still does what its intact self does, as far as some of its functions are concerned. */
export type Proof = (cloud: Cloud) => Promise<boolean>;

/** The scenarios that a service's functions take part in, by its stack. */
const scenariosOf: Readonly<Record<string, RegExp>> = {
  'Split-Flights': /^flights/,
  'Split-Bookings': /^(bookings|boarding-pass|loyalty\.paying)/,
  'Split-Loyalty': /^loyalty/,
  'Split-Statistics': /^statistics/,
};

/** How long an asynchronous answer is waited for that will never come. */
const patienceMs = 1000;

/** Plays a service's scenarios: as the intact split answered, twice to tell noise, so must the one under proof. */
export async function createScenarioProof(
  stack: string,
  playIntact: (play: Play) => Promise<Playthrough>,
): Promise<Proof> {
  const scenarios = listScenarios(stack);
  const playOn: Play = (cloud) => play(scenarios, createTarget(cloud, 'Split'));
  const [baseline, calibration] = [await playIntact(playOn), await playIntact(playOn)];
  return async (cloud) => {
    const { findings } = compare({
      routes: suite.routes,
      baseline,
      calibration,
      candidate: await playOn(cloud),
    });
    return findings.length === 0;
  };
}

type Play = (cloud: Cloud) => Promise<Playthrough>;

function listScenarios(stack: string): Scenario[] {
  return suite.scenarios
    .filter(({ name }) => scenariosOf[stack]?.test(name))
    .map(({ name, steps }) => ({
      name,
      steps: steps.map((step) =>
        step.settles ? { ...step, settles: { ...step.settles, withinMs: patienceMs } } : step,
      ),
    }));
}
