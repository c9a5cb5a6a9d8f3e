import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudOptions } from '@unlith/local-cloud';
import { createHttpTransport, type Scenario, type SearchOutcome } from '@unlith/parity';
import type { Seed } from '@unlith/shared-model/seed';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type FreshStage, seedSpecial, startFreshStage } from '../src/fresh-stage.ts';
import { playSeed } from '../src/parity-seeds/play-seed.ts';
import { searchStages } from '../src/search-stages.ts';
import { scenarios as settledScenarios } from '../src/settled-scenarios.ts';
import { splitStacks } from '../src/side-by-side.ts';
import * as suite from '../src/suite/index.ts';
import { type CodeFault, type TemplateFault, withFault } from './faults/assembly-fault.ts';
import { faultKinds } from './faults/fault.ts';
import { handlerFaults } from './faults/handler-faults.ts';
import { infraFaults } from './faults/infra-faults.ts';
import { modelFaults } from './faults/model-faults.ts';
import { createScenarioJudge, type ScenarioJudge } from './faults/scenario-judge.ts';
import { plantOnWire, touches, type WireFault, wireFaults } from './faults/wire-faults.ts';

/** Without what waits for answers to settle: under some faults it would wait in vain. What it shows is in the tables, too. */
const scenarios = suite.scenarios.filter(({ steps }) => steps.every(({ settles }) => settles === undefined));
const places = { handlers: handlerFaults, model: modelFaults, infra: infraFaults, wire: wireFaults };

let assembly: string;
let seed: Seed;
let liths: [FreshStage, FreshStage];
let split: FreshStage;
let judge: ScenarioJudge;
/** By scenario what it makes the cloud speak of: route keys, names of functions, queues, rules and pipes. */
const reached = new Map<string, ReadonlySet<string>>();
let reaching = new Set<string>();

const startSplit = (onEvent: CloudOptions['onEvent'] = () => {}): Promise<FreshStage> =>
  startFreshStage('Split', { assembly, stacks: [...splitStacks, 'Split-Pages'], onEvent }, seed);

beforeAll(async () => {
  assembly = await mkdtemp(join(tmpdir(), 'unlith-faults-'));
  await cp(inject('assembly'), assembly, { recursive: true });
  seed = seedSpecial();
  const startLith = () => startFreshStage('Monolith', { assembly, stacks: ['Monolith'] }, seed);
  liths = await Promise.all([startLith(), startLith()]);
  split = await startSplit((event) => {
    for (const value of Object.values(event)) if (typeof value === 'string') reaching.add(value);
  });
  judge = createScenarioJudge(liths);
});
afterAll(async () => {
  await Promise.all([...(liths ?? []), split].map((stage) => stage?.cloud.close()));
  await rm(assembly, { recursive: true, force: true });
});

describe('parity', () => {
  it('is to find more than 60 faults of more than 12 kinds, in every place', () => {
    const faults = Object.values(places).flat();
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThan(60);
    expect(faultKinds.length).toBeGreaterThan(12);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
    for (const own of Object.values(places)) expect(own.length).toBeGreaterThan(12);
  });

  it('finds nothing in the split as it is', async () => {
    for (const scenario of scenarios) {
      reaching = new Set();
      expect(await judge.learn(scenario, split)).toEqual([]);
      reached.set(scenario.name, reaching);
    }
  });

  it.each([...handlerFaults, ...modelFaults])('finds in code: $name', async (fault) => {
    expect(await findInCode(fault)).not.toEqual([]);
  });

  it('finds a fault by a sequence that nobody wrote, as short as it can be, and none in the split as it is', async () => {
    expect((await searchSplit(3)).report.findings).toEqual([]);
    const fault = modelFaults.find(({ name }) => name === 'seats that no cancellation gives back');
    const { report } = await inCode(fault as CodeFault, () => searchSplit(20));
    expect(report.search?.divergences).toMatchObject([{ replays: 3, recurred: 3 }]);
    // Book, cancel, look.
    expect(report.search?.divergences[0]?.steps).toBeLessThanOrEqual(4);
  });

  it.each([...infraFaults])('finds in infra: $name', async (fault) => {
    expect(await findInInfra(fault)).not.toEqual([]);
  });

  it.each([...wireFaults])('finds on the wire: $name', async (fault) => {
    expect(await findOnWire(fault)).not.toEqual([]);
  });

  it('still finds nothing when all faults are gone, in another order and with requests that are made up', async () => {
    const [baseline, calibration] = liths;
    const stages = { baseline, calibration, candidate: split };
    const { findings, exchanges } = await playSeed(1, stages, { isFresh: true, routes: 1 });
    expect(findings).toEqual([]);
    expect(exchanges).toBeGreaterThan(350);
  });
});

const findInCode = (fault: CodeFault): Promise<readonly string[]> =>
  inCode(fault, (ids) => findFirst(countReached(ids), (scenario) => judge.listFindings(scenario, split)));

/** The functions that have the fault start anew, and again when it is gone. */
async function inCode<Result>(
  fault: CodeFault,
  use: (changed: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const restart = (ids: readonly string[]) => {
    for (const { logicalId, name } of split.cloud.functions)
      if (ids.includes(logicalId)) split.cloud.retireEnvironments(name);
  };
  let changed: readonly string[] = [];
  try {
    return await withFault(assembly, fault, (ids) => {
      changed = ids;
      restart(ids);
      return use(ids);
    });
  } finally {
    restart(changed);
  }
}

/** Another template is another cloud. */
const findInInfra = (fault: TemplateFault): Promise<readonly string[]> =>
  withFault(assembly, fault, async (changed) => {
    const faulty = await startSplit();
    try {
      return await findFirst(countReached(changed), (scenario) => judge.listFindings(scenario, faulty));
    } finally {
      await faulty.cloud.close();
    }
  });

async function findOnWire(fault: WireFault): Promise<readonly string[]> {
  const transport = createHttpTransport({ url: split.target.url });
  const send = plantOnWire(fault, transport.send);
  const touched = new Map<string, number>();
  for (const scenario of scenarios) {
    const steps = await judge.recordSteps(scenario);
    touched.set(scenario.name, steps.some((step) => touches(fault, step)) ? 1 : 0);
  }
  try {
    return await findFirst(
      ({ name }) => touched.get(name) ?? 0,
      (scenario) => judge.listFindingsOnWire(scenario, split, send),
    );
  } finally {
    transport.close();
  }
}

/** Of how many resources a scenario makes the cloud speak, by their route keys or their physical names, which hold their logical ids. */
const countReached =
  (resources: readonly string[]) =>
  ({ name }: Scenario): number => {
    const said = [...(reached.get(name) ?? [])];
    return resources.filter((id) => said.some((one) => one === id || one.includes(`-${id}-`))).length;
  };

/** Few operations, and nobody races, so that the seed alone says what is played: the rest is for `pnpm parity:search`. */
async function searchSplit(maxSequences: number): Promise<SearchOutcome> {
  const [baseline, calibration] = liths;
  return searchStages(
    { baseline, calibration, candidate: split },
    {
      scenarios: settledScenarios.filter(({ name }) => name === 'bookings.life'),
      seed: 'one',
      maxSequences,
      maxSeconds: 600,
      maxSteps: 8,
      concurrency: 1,
    },
  );
}

/** The findings of the first scenario that has any: those which touch most of the fault come first, and of them those which do least. */
async function findFirst(
  countTouched: (scenario: Scenario) => number,
  find: (scenario: Scenario) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const ranked = scenarios.map((scenario) => ({
    scenario,
    touched: countTouched(scenario),
    effort: reached.get(scenario.name)?.size ?? 0,
  }));
  ranked.sort((left, right) => right.touched - left.touched || left.effort - right.effort);
  for (const { scenario } of ranked) {
    const findings = await find(scenario);
    if (findings.length > 0) return findings;
  }
  return [];
}
