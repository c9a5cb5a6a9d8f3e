import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudError } from '@unlith/local-cloud';
import { compare, type Playthrough, play, type Scenario } from '@unlith/parity';
import { createTarget, splitStacks, startSeeded } from '../side-by-side.ts';
import * as suite from '../suite/index.ts';
import { dropPermission, formatPermission, type Perimeter, type Permission } from './permissions.ts';
import { readTemplate, toTemplateFile } from './template.ts';

/** The scenarios that a service's functions take part in, by its stack. */
const scenariosOf: Readonly<Record<string, RegExp>> = {
  'Split-Flights': /^flights/,
  'Split-Bookings': /^(bookings|boarding-pass|loyalty\.paying)/,
  'Split-Loyalty': /^loyalty/,
  'Split-Statistics': /^statistics/,
};

/** How long an asynchronous answer is waited for that will never come. */
const patienceMs = 2000;

/** Drops one permission after the other from a copy of the assembly: those without which every scenario stays green are unneeded. */
export async function listUnneeded(
  assembly: string,
  perimeters: readonly Perimeter[],
  onProgress: (label: string) => void,
): Promise<string[]> {
  const intact = new Map<string, readonly [Playthrough, Playthrough]>();
  const unneeded: string[] = [];
  for (const { stack, name, permissions } of perimeters) {
    const scenarios = listScenarios(stack);
    for (const permission of permissions.filter(({ resource }) => resource.kind !== 'log-group')) {
      const [baseline, calibration] =
        intact.get(stack) ??
        ([await playSplit(assembly, scenarios), await playSplit(assembly, scenarios)] as const);
      intact.set(stack, [baseline, calibration]);
      const label = `${name}: ${formatPermission(permission)}`;
      const outcome = await withDropped(assembly, { stack, name, permission }, async (copy) => {
        const candidate = await playUnlessRefused(copy, scenarios);
        if (candidate === 'refused') return 'needed to deploy';
        const { findings } = compare({ routes: suite.routes, baseline, calibration, candidate });
        return findings.length > 0 ? 'needed' : 'unneeded';
      });
      if (outcome === 'unneeded') unneeded.push(label);
      onProgress(`${label}: ${outcome}`);
    }
  }
  return unneeded;
}

function listScenarios(stack: string): Scenario[] {
  return suite.scenarios
    .filter(({ name }) => scenariosOf[stack]?.test(name))
    .map((scenario) => ({
      ...scenario,
      steps: scenario.steps.map((step) =>
        step.settles ? { ...step, settles: { ...step.settles, withinMs: patienceMs } } : step,
      ),
    }));
}

async function playSplit(assembly: string, scenarios: readonly Scenario[]): Promise<Playthrough> {
  const cloud = await startSeeded({ assembly, stacks: splitStacks });
  try {
    return await play(scenarios, createTarget(cloud, 'Split'));
  } finally {
    await cloud.close();
  }
}

/** A mapping whose function may not poll is refused when it is created, on AWS as here. */
async function playUnlessRefused(
  assembly: string,
  scenarios: readonly Scenario[],
): Promise<Playthrough | 'refused'> {
  try {
    return await playSplit(assembly, scenarios);
  } catch (error) {
    if (error instanceof CloudError && error.code === 'mapping.not-permitted') return 'refused';
    throw error;
  }
}

interface Dropped {
  readonly stack: string;
  readonly name: string;
  readonly permission: Permission;
}

/** Lends a copy of the assembly in which one function's role lacks one permission. */
async function withDropped<Result>(
  assembly: string,
  { stack, name, permission }: Dropped,
  use: (copy: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'unlith-perimeter-'));
  try {
    await cp(assembly, directory, { recursive: true });
    const template = await readTemplate(directory, stack);
    dropPermission(template, { stack, name }, permission);
    await writeFile(toTemplateFile(directory, stack), JSON.stringify(template));
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
